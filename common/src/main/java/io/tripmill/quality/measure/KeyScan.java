package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Counts keys by their hashes: one Spark job that reads the rows once and shuffles eight bytes for each. */
final class KeyScan {
    /** So many candidates are checked one by one; more of them are worth a grouping of all rows. */
    static final int MOST_CANDIDATES = 100_000;

    private static final int MOST_BUCKETS = 2_000;

    private KeyScan() {}

    /** The hashes of every group, in order. */
    static Dataset<Row> hashes(Dataset<Row> rows, List<KeyGroup> groups) {
        List<Column> hashes = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            hashes.add(groups.get(i).hash().as("hash_" + i));
        }
        return rows.select(hashes.toArray(Column[]::new));
    }

    /** Counts rows that have one hash a group. */
    static List<HashTally> count(Dataset<Row> hashes, List<KeyGroup> groups) {
        JavaRDD<InternalRow> rows = hashes.queryExecution().toRdd().toJavaRDD();
        int buckets = Math.max(1, Math.min(rows.getNumPartitions(), MOST_BUCKETS));
        List<BucketTally> found = rows.mapPartitionsToPair(new KeyPacking(groups.size(), buckets))
                .partitionBy(new HashPartitioner(buckets))
                .mapPartitions(new KeyCounting(MOST_CANDIDATES))
                .collect();
        List<HashTally> tallies = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            tallies.add(merged(groups.get(i), i, found));
        }
        return tallies;
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
