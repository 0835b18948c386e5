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
import org.apache.spark.sql.functions;

/** Prints rows of a table, sorted by its key. */
final class ShowTable {
    static final String NAME = "show";
    static final String SENTENCE = "Prints rows of the table that is named first, sorted by its key.";

    private static final Param<List<String>> COLUMNS = Param.words(
                    "columns", "The columns to print, in this order; all if left out.")
            .optional();

    static final List<Param<?>> PARAMS = List.of(
            CommonParams.LAKE,
            CommonParams.LAYOUT,
            WhereCondition.WHERE,
            COLUMNS,
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
        Column[] columns = columns(table, args);
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
            Printout.of(args)
                    .print(sorted(where.applyTo(lake.read(table)), table).select(columns), out, err);
        } catch (RuntimeException e) {
            throw where.explain(e);
        }
    }

    private static Column[] columns(Table table, Args args) {
        List<String> known = table.fields().stream().map(Field::name).toList();
        List<String> wanted = args.find(COLUMNS).orElse(known);
        wanted.stream().filter(column -> !known.contains(column)).findFirst().ifPresent(column -> {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "show: " + COLUMNS + ": " + table + " has no column '" + column + "'.",
                    "Its columns are: " + String.join(", ", known) + ".");
        });
        return wanted.stream().map(functions::col).toArray(Column[]::new);
    }

    private static Dataset<Row> sorted(Dataset<Row> rows, Table table) {
        return rows.orderBy(table.key().stream().map(Field::col).toArray(Column[]::new));
    }
}
