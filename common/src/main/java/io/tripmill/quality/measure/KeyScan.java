package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One pass over rows: one Spark job, that reads them once and shuffles eight bytes a key for each. Without keys it shuffles next to nothing.
 *
 * @param rows what they add up to
 * @param keys of each group, in their order
 */
record KeyScan(RowTally rows, List<HashTally> keys) {
    /** So many candidates are checked one by one; more of them are worth a grouping of all rows. */
    static final int MOST_CANDIDATES = 100_000;

    private static final int MOST_BUCKETS = 2_000;

    /** Reads rows of a layout. */
    static KeyScan of(Dataset<Row> projected, RowLayout layout) {
        int groups = layout.groups().size();
        JavaRDD<InternalRow> rows = projected.queryExecution().toRdd().toJavaRDD();
        int buckets = groups == 0 ? 1 : Math.max(1, Math.min(rows.getNumPartitions(), MOST_BUCKETS));
        List<BucketTally> found = new ArrayList<>(rows.mapPartitionsToPair(
                        new KeyPacking(groups, layout.words(), layout.numbers().size(), buckets))
                .partitionBy(new HashPartitioner(buckets))
                .mapPartitions(new KeyCounting(MOST_CANDIDATES))
                .collect());
        // In the order of the partitions, as sums of doubles depend on it.
        found.sort(Comparator.comparingInt(BucketTally::group));
        RowTally tally = new RowTally(groups, layout.words(), layout.numbers().size());
        found.stream()
                .filter(bucket -> bucket.group() >= HashBlob.ROWS_OF)
                .forEach(bucket -> tally.addWritten(bucket.repeated()));
        List<HashTally> keys = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            keys.add(merged(layout.groups().get(i), i, found));
        }
        return new KeyScan(tally, keys);
    }

    private static HashTally merged(KeyGroup group, int index, List<BucketTally> buckets) {
        KeyTally tally = KeyTally.NONE;
        List<Long> repeated = new ArrayList<>();
        boolean hasMore = false;
        for (BucketTally bucket : buckets) {
            if (bucket.group() == index) {
                tally = tally.plus(bucket.tally());
                bucket.repeated().forEach(repeated::add);
                hasMore |= bucket.hasMore();
            }
        }
        return new HashTally(group, tally, repeated, hasMore || repeated.size() > MOST_CANDIDATES);
    }
}
