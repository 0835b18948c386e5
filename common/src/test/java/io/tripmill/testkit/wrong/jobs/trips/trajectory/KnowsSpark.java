package io.tripmill.testkit.wrong.jobs.trips.trajectory;

import org.apache.spark.sql.Row;

/** The kernel is plain Java. */
record KnowsSpark(Row ping) {}
