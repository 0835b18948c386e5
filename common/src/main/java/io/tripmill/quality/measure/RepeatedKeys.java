package io.tripmill.quality.measure;

import io.tripmill.quality.plan.JoinedMark;
import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys of one group, exactly.
 *
 * @param keys those that occur more than once, each as one row
 * @param hashes the hashes of these keys, if no other key of the dataset has one of them
 */
record RepeatedKeys(KeyTally tally, Dataset<Row> keys, Optional<List<Long>> hashes) {
    /** The rows with one more column, true where the key is one of these. */
    Dataset<Row> mark(Dataset<Row> rows, KeyGroup group, String column) {
        return hashes.map(own -> rows.withColumn(column, group.hash().isin(own.toArray())))
                .orElseGet(() -> JoinedMark.mark(rows, group.values(), keys, column));
    }
}
