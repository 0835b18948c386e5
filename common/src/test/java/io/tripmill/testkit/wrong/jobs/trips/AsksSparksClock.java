package io.tripmill.testkit.wrong.jobs.trips;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Spark's clock is a clock. */
final class AsksSparksClock {
    private AsksSparksClock() {}

    static Column writtenAt() {
        return functions.current_timestamp();
    }
}
