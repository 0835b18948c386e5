package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are computed once and kept, in memory and on disk, until the close. Kept as one struct, which Spark's cache takes as it
 * is; columns it would encode one by one, which costs as much as parsing them from text.
 *
 * @param rows the rows; computed and kept when they are first asked for
 */
record Kept(Dataset<Row> rows, Dataset<Row> cached) implements AutoCloseable {
    private static final String WHOLE = "whole";

    static Kept of(Dataset<Row> rows) {
        Column[] columns = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
        Dataset<Row> cached = rows.select(struct(columns).as(WHOLE)).persist(StorageLevel.MEMORY_AND_DISK());
        return new Kept(cached.select(col(WHOLE + ".*")), cached);
    }

    @Override
    public void close() {
        cached.unpersist();
    }
}
