package io.tripmill.testkit.wrong.jobs.trips;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A job gets its inputs; it does not fetch them. */
final class OpensATable {
    private OpensATable() {}

    static Dataset<Row> sameAgain(Dataset<Row> trips) {
        return trips.sparkSession().read().load("trips");
    }
}
