package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Prints rows of a table, sorted by its key. */
final class ShowTable {
    static final String NAME = "show";
    static final String SENTENCE = "Prints rows of the table that is named first, sorted by its key.";

    static final List<Param<?>> PARAMS = List.of(
            CommonParams.LAKE,
            CommonParams.LAYOUT,
            WhereCondition.WHERE,
            Printout.LIMIT,
            Printout.FORMAT,
            CommonParams.IGNORE_ARGUMENTS);

    private final PrintStream out;
    private final PrintStream err;

    ShowTable(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void show(String name, List<String> argv) {
        Table table = Optional.ofNullable(JobCatalog.tables().get(name))
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.ARGUMENT,
                        "There is no table '" + name + "'.",
                        "The tables are: "
                                + String.join(", ", JobCatalog.tables().keySet()) + "."));
        Args args = Args.parse("show", PARAMS, argv);
        SparkSession spark = SparkSettings.open("tripmill show");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Lake lake = new Lake(spark, storage, Layout.from(args, storage, JobCatalog.tables()));
        if (lake.version(table).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake at '" + args.get(CommonParams.LAKE) + "' has no table " + table + ".",
                    "Check --lake, or run the job that writes it.");
        }
        WhereCondition where = WhereCondition.of(args);
        try {
            Printout.of(args).print(sorted(where.applyTo(lake.read(table)), table), out, err);
        } catch (RuntimeException e) {
            throw where.explain(e);
        }
    }

    private static Dataset<Row> sorted(Dataset<Row> rows, Table table) {
        return rows.orderBy(table.key().stream().map(Field::col).toArray(Column[]::new));
    }
}
