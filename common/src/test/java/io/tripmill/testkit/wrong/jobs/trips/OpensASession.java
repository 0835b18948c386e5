package io.tripmill.testkit.wrong.jobs.trips;

import org.apache.spark.sql.SparkSession;

/** Settings of a session are the runner's. */
final class OpensASession {
    private OpensASession() {}

    static SparkSession ownSession() {
        return SparkSession.builder().getOrCreate();
    }
}
