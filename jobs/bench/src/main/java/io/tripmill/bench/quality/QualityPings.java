package io.tripmill.bench.quality;

import io.tripmill.job.Location;
import io.tripmill.run.Progress;
import io.tripmill.run.Storage;
import org.apache.spark.sql.SparkSession;

/**
 * Pings of which about one in a hundred has a bad value, and a few have the key of another, as Parquet files that are kept for the next
 * time.
 *
 * @param pings how many rows
 * @param seed which pings: equal seeds give equal rows
 */
public record QualityPings(long pings, int seed) {
    /** Part of the folder's name; another number wherever equal arguments would give other pings. */
    private static final int VERSION = 1;

    private static final int PINGS_A_FILE = 625_000;
    private static final int PINGS_A_DEVICE = 250;

    /** Spark leaves it when all files are written. */
    private static final String WHOLE = "_SUCCESS";

    /** The folder of the files below another, written if they are not there yet. */
    public Location files(SparkSession spark, Location folder, Progress progress) {
        Location files = folder.child("quality-v%d-%d-pings-seed-%d".formatted(VERSION, pings, seed));
        if (!new Storage(spark.sparkContext().hadoopConfiguration())
                .names(files)
                .contains(WHOLE)) {
            progress.stage("generating " + pings + " pings");
            write(spark, files);
        }
        return files;
    }

    private void write(SparkSession spark, Location files) {
        long devices = Math.max(20, pings / PINGS_A_DEVICE);
        String second = "(1772409600 + id div " + devices + " * 10)";
        spark.range(0, pings, 1, (int) Math.max(2, pings / PINGS_A_FILE))
                .selectExpr(
                        "concat('p', id % 3) AS provider_id",
                        "concat(if(" + oneIn(500, 1) + ", 'x', 'd'), lpad(cast(id % " + devices
                                + " AS string), 6, '0')) AS device_id",
                        "if(" + oneIn(500, 2)
                                + ", 'boat', element_at(array('scooter', 'bike', 'car', 'bus'), cast(id % 4 + 1 AS int)))"
                                + " AS vehicle_type",
                        "timestamp_millis((" + second + " - if(" + oneIn(50_000, 3) + ", 10, 0)) * 1000 + id % "
                                + devices + " % 1000) AS timestamp",
                        "if(" + oneIn(500, 4) + ", 95D, 52 + " + below(10_000, 5) + " / 10000D) AS lat",
                        "13 + " + below(10_000_000, 6) + " / 1e7D AS lng",
                        "if(" + oneIn(200, 7) + ", NULL, cast(" + below(300, 8) + " / 10D AS float)) AS speed",
                        "cast(if(" + oneIn(500, 9) + ", 130, " + below(101, 10) + ") AS int) AS battery_percent",
                        "timestamp_millis((" + second + " + 1) * 1000 + " + below(30_000, 11) + ") AS ingest_time")
                .write()
                .mode("overwrite")
                .parquet(files.uri());
    }

    private String oneIn(int bound, int salt) {
        return "(" + below(bound, salt) + " = 0)";
    }

    private String below(int bound, int salt) {
        return "pmod(xxhash64(id, " + seed + ", " + salt + "), " + bound + ")";
    }
}
