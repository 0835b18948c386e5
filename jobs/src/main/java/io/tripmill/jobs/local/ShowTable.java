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
import java.util.ArrayList;
import java.util.Iterator;
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

    private static final int ROWS_OF_A_TABLE = 20;

    private static final Param<Integer> LIMIT = Param.wholeNumber(
                    "limit", "How many rows at the most; a table shows 20 if left out, csv and json show all.")
            .where("0 or more", limit -> limit >= 0)
            .optional();
    private static final Param<RowFormat> FORMAT =
            Param.oneOf("format", "How to print.", RowFormat.class).orElse(RowFormat.TABLE);
    static final List<Param<?>> PARAMS = List.of(
            CommonParams.LAKE, CommonParams.LAYOUT, WhereCondition.WHERE, LIMIT, FORMAT, CommonParams.IGNORE_ARGUMENTS);

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
            print(table, sorted(where.applyTo(lake.read(table)), table), args);
        } catch (RuntimeException e) {
            throw where.explain(e);
        }
    }

    private static Dataset<Row> sorted(Dataset<Row> rows, Table table) {
        return rows.orderBy(table.key().stream().map(Field::col).toArray(Column[]::new));
    }

    private void print(Table table, Dataset<Row> rows, Args args) {
        RowFormat format = args.get(FORMAT);
        Optional<Integer> limit = args.find(LIMIT);
        if (format == RowFormat.TABLE) {
            int most = limit.orElse(ROWS_OF_A_TABLE);
            List<Row> first =
                    rows.limit(most == Integer.MAX_VALUE ? most : most + 1).collectAsList();
            List<Row> shown = new ArrayList<>(first.subList(0, Math.min(most, first.size())));
            format.print(table, shown.iterator(), out);
            if (first.size() > most) {
                err.println("Only " + most + " rows are shown; --limit shows more.");
            }
        } else {
            Iterator<Row> all = limit.map(rows::limit).orElse(rows).toLocalIterator();
            format.print(table, all, out);
        }
    }
}
