package io.tripmill.run;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * A set of keys as a Bloom filter over their hashes: what it does not know is not in the set; of what it knows a small share is not
 * either.
 *
 * @param filter over the hash of the key's columns
 */
record KeyFilter(Broadcast<BloomFilter> filter) {
    private static final String HASH = "hash";

    /** A filter made for this many takes a kilobyte or two, and knows next to nothing falsely when it holds one. */
    private static final long FEWEST = 1_000;

    /** The hashes of the rows' keys. */
    static Dataset<Row> hashes(Dataset<Row> rows, List<Column> key) {
        return rows.select(hash(key).as(HASH));
    }

    /**
     * Starts a Spark job.
     *
     * @param hashes of {@link #hashes}
     * @param count how many different ones there are; of more than that a larger share is falsely known
     * @param falselyKnown the share of other keys that the filter knows too, between 0 and 1
     */
    static KeyFilter of(Dataset<Row> hashes, long count, double falselyKnown) {
        SparkSession spark = hashes.sparkSession();
        // Of no hash at all Spark 3 makes null, and Spark 4 fails; one that nobody asked for is another falsely known
        // one.
        Dataset<Row> atLeastOne = hashes.union(spark.range(1).selectExpr("0L AS " + HASH));
        BloomFilter filter = atLeastOne.stat().bloomFilter(HASH, Math.max(FEWEST, count), falselyKnown);
        return new KeyFilter(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(filter));
    }

    /** Whether a row may have one of the keys; true for all that have. */
    Column mayHold(List<Column> key) {
        return mayHold(hash(key));
    }

    /** Those of some hashes that may be among the filter's. */
    Dataset<Row> known(Dataset<Row> hashes) {
        return hashes.filter(mayHold(hashes.col(HASH)));
    }

    /** The hashes that are there more than once. */
    static Dataset<Row> repeated(Dataset<Row> hashes) {
        return hashes.groupBy(HASH).count().filter("count > 1").select(HASH);
    }

    private Column mayHold(Column hash) {
        return udf(new MightContain(filter), DataTypes.BooleanType)
                .asNonNullable()
                .apply(hash);
    }

    private static Column hash(List<Column> key) {
        return xxhash64(key.toArray(Column[]::new));
    }

    private record MightContain(Broadcast<BloomFilter> filter) implements UDF1<Long, Boolean> {
        @Override
        public Boolean call(Long hash) {
            return filter.value().mightContainLong(hash);
        }
    }
}
