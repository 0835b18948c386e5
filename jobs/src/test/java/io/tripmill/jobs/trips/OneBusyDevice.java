package io.tripmill.jobs.trips;

import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.run.SparkSettings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes the sessions of one device, in a process whose heap is given by whoever starts it, and prints how many pings they hold. */
public final class OneBusyDevice {
    /**
     * Coprime with the number of pings: a walk with this step comes to each of them once, in an order that is none of time.
     */
    private static final long STEP = 7_368_787;

    private OneBusyDevice() {}

    /**
     * Makes them.
     *
     * @param arguments the number of pings, not a multiple of {@link #STEP}
     * @throws Exception as Spark 4 declares it of the session's close
     */
    public static void main(String[] arguments) throws Exception {
        long pings = Long.parseLong(arguments[0]);
        try (SparkSession spark = SparkSettings.open("one busy device")) {
            Dataset<Row> arriving = spark.range(0, pings, 1, 8)
                    .selectExpr("id * %d %% %d AS second".formatted(STEP, pings))
                    .selectExpr(
                            "'p' AS provider_id",
                            "'d' AS device_id",
                            "timestamp_seconds(1600000000 + second) AS timestamp",
                            "35 + sin(second / 1000.0) / 10 AS lat",
                            "139 + cos(second / 1700.0) / 10 AS lng");
            Row sums = Sessionizer.of(TrajectoryOptions.defaults())
                    .apply(arriving)
                    .sessions()
                    .selectExpr("sum(ping_count)", "count(*)")
                    .head();
            System.out.println("PINGS " + sums.getLong(0) + " SESSIONS " + sums.getLong(1));
        }
    }
}
