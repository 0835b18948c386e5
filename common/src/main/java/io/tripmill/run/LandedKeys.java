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
 * The keys of landed rows, as a Bloom filter of some ten bits a key: a stored row whose key it knows may meet a landed row, any
 * other does not. So of a table that holds ten times as many rows for the same dates nearly none has to be moved.
 *
 * @param filter over the hash of the key's columns
 */
record LandedKeys(Broadcast<BloomFilter> filter) {
    private static final double FALSELY_KNOWN = 0.01;
    private static final String HASH = "hash";

    /**
     * Starts a Spark job.
     *
     * @param key the columns of the key in {@code landed}
     * @param count how many rows there are, about
     */
    static LandedKeys of(Dataset<Row> landed, List<Column> key, long count) {
        SparkSession spark = landed.sparkSession();
        BloomFilter filter = landed.select(xxhash64(key.toArray(Column[]::new)).as(HASH))
                .stat()
                .bloomFilter(HASH, Math.max(1, count), FALSELY_KNOWN);
        return new LandedKeys(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(filter));
    }

    /** Whether a row may have the key of a landed one; true for all that have. */
    Column mayHold(List<Column> key) {
        return udf(new MightContain(filter), DataTypes.BooleanType)
                .asNonNullable()
                .apply(xxhash64(key.toArray(Column[]::new)));
    }

    private record MightContain(Broadcast<BloomFilter> filter) implements UDF1<Long, Boolean> {
        @Override
        public Boolean call(Long hash) {
            return filter.value().mightContainLong(hash);
        }
    }
}
