package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

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
import io.tripmill.schema.OdFlows;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Prints the flows of one hour as a square matrix. */
final class FlowMatrix {
    static final String NAME = "matrix";
    static final String SENTENCE =
            "Prints the trips of od_flows that start in one local hour as a square matrix: a row for each origin, a column for each"
                    + " destination.";

    private static final Param<Instant> HOUR = Param.instant("hour", "When the hour began: hour_start of od_flows.");

    static final List<Param<?>> PARAMS =
            List.of(CommonParams.LAKE, CommonParams.LAYOUT, HOUR, Printout.FORMAT, CommonParams.IGNORE_ARGUMENTS);

    private final PrintStream out;

    FlowMatrix(PrintStream out) {
        this.out = out;
    }

    void print(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        SparkSession spark = SparkSettings.open("tripmill matrix");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Lake lake = new Lake(spark, storage, Layout.from(args, storage, JobCatalog.tables()));
        if (lake.version(OdFlows.TABLE).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake at '" + args.get(CommonParams.LAKE) + "' has no table od_flows.",
                    "Check --lake, or run aggregate-trips.");
        }
        List<Row> flows = lake.read(OdFlows.TABLE)
                .filter(OdFlows.HOUR_START.col().equalTo(lit(args.get(HOUR))))
                .groupBy(OdFlows.ORIGIN_H3.col(), OdFlows.DESTINATION_H3.col())
                .agg(sum(OdFlows.TRIPS.col()))
                .collectAsList();
        if (flows.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "No hour of od_flows began at " + args.get(HOUR) + ".",
                    "Look for hour_start with: tripmill show od_flows.");
        }
        SquareMatrix matrix = new SquareMatrix();
        flows.forEach(flow -> matrix.add(flow.getString(0), flow.getString(1), flow.getLong(2)));
        args.get(Printout.FORMAT).print(matrix.header(), matrix.rows().iterator(), out);
    }
}
