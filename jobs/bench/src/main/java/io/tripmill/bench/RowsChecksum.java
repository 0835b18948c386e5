package io.tripmill.bench;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a set of rows is known by, in whatever order they come. Doubles count with every bit.
 *
 * @param hash exclusive or of the 64-bit hashes of all rows; two equal rows hide each other, so the number counts too
 */
record RowsChecksum(long rows, long hash) {
    static RowsChecksum of(Dataset<Row> rows, Column... columns) {
        Row sums = rows.agg(count(lit(1)), bit_xor(xxhash64(columns))).first();
        return new RowsChecksum(sums.getLong(0), sums.isNullAt(1) ? 0 : sums.getLong(1));
    }

    @Override
    public String toString() {
        return "%,d rows with hash %016x".formatted(rows, hash);
    }
}
