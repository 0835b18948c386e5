package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyTally;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys of one group, exactly.
 *
 * @param keys those that occur more than once, each as one row
 */
record RepeatedKeys(KeyTally tally, Dataset<Row> keys) {}
