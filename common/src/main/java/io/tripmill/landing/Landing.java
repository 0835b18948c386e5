package io.tripmill.landing;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** Landing files as a dataset: every record of every file, and how the reading of each file ended. */
public final class Landing {
    /** The parser's row of a record; null in the row that ends a file. */
    public static final String ROW = "row";

    /**
     * How the reading of a file ended: {@code source_file}, {@code records} (rows given for it), {@code refused} (those of
     * them that the parser refused), {@code service_dates} (of the others, in no order), {@code failure} (null, {@link #UNREADABLE} or
     * {@link #MAPPING}) and {@code message} (sentences; null without failure). Null in the row of a record.
     */
    public static final String FILE_END = "file_end";

    /** URI of the file that a row belongs to; never null. */
    public static final String SOURCE_FILE = "source_file";

    /** The file can't be read to its end; rows given before the failure must not be used. */
    public static final String UNREADABLE = "UNREADABLE";

    /** The columns of the file don't fit the parser; no row was given. */
    public static final String MAPPING = "MAPPING";

    private static final String INSTANTS = "spark.sql.datetime.java8API.enabled";

    private Landing() {}

    /**
     * Plans to read files on executors, each by one task; starts no Spark job. For each file there are the rows of its records in
     * their order, then exactly one row with {@link #FILE_END}.
     */
    public static Dataset<Row> read(
            SparkSession spark, List<LandedFile> files, LandingFormat format, RecordParser parser) {
        if (!spark.conf().get(INSTANTS).equals("true")) {
            throw new IllegalStateException("records become rows with Instants: set " + INSTANTS + " to true");
        }
        List<List<LandedFile>> shares =
                FileShares.spread(files, spark.sparkContext().defaultParallelism());
        HadoopSettings hadoop = new HadoopSettings(spark.sessionState().newHadoopConf());
        // Not spark.range(...).mapPartitions(...): Spark would take the landed rows for as small as the numbers they
        // start from,
        // and send them whole to every executor in the next join.
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(shares, Math.max(1, shares.size()))
                .mapPartitions(new ReadShares(format, hadoop, parser));
        // Not createDataset with an encoder: measured six times as slow on 3.26 million records.
        return spark.createDataFrame(rows, schema(parser));
    }

    private static StructType schema(RecordParser parser) {
        return new StructType()
                .add(ROW, parser.schema())
                .add(FILE_END, FileEnd.SCHEMA)
                .add(SOURCE_FILE, DataTypes.StringType);
    }

    /** What a task does with the shares of its partition, of which there is one. */
    private record ReadShares(LandingFormat format, HadoopSettings hadoop, RecordParser parser)
            implements FlatMapFunction<Iterator<List<LandedFile>>, Row>, Serializable {

        @Override
        public Iterator<Row> call(Iterator<List<LandedFile>> shares) {
            if (!shares.hasNext()) {
                return List.<Row>of().iterator();
            }
            Configuration configuration = hadoop.configuration();
            LandedRows rows = new LandedRows(
                    shares.next().iterator(), file -> new FileReading(file, format, configuration, parser), parser);
            // A reader that wants no more rows, such as a limit, does not come to the end of the file.
            TaskCompletionListener closing = task -> rows.close();
            TaskContext.get().addTaskCompletionListener(closing);
            return rows;
        }
    }
}
