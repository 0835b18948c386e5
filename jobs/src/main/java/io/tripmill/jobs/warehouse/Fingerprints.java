package io.tripmill.jobs.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import io.tripmill.schema.WarehouseLoads;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows and a checksum of each service date. The checksum is the exact sum of a 64-bit hash of each row: the same in any order of the
 * rows, and a row that is there twice does not cancel itself.
 */
final class Fingerprints {
    private static final Field DATE = WarehouseLoads.SERVICE_DATE;
    private static final String NOTHING = "0";

    private Fingerprints() {}

    /** Of each date that holds rows: date, rows, checksum. */
    static Dataset<Row> of(Dataset<Row> rows, Table table) {
        List<Column> hashed = new ArrayList<>();
        for (Field field : table.fields()) {
            // A null leaves the hash as it was, so it would not tell in which of two columns it stands.
            hashed.add(field.col());
            hashed.add(field.col().isNull());
        }
        Column hash = xxhash64(hashed.toArray(Column[]::new)).cast(DataTypes.createDecimalType(20, 0));
        return rows.groupBy(DATE.col())
                .agg(WarehouseLoads.ROWS.is(count(lit(1))), WarehouseLoads.CHECKSUM.is(sum(hash)));
    }

    /** The dates on which two sets of fingerprints differ, with what the first says; 0 rows of what it lacks. */
    static Dataset<Row> differences(Dataset<Row> current, Dataset<Row> loaded) {
        Dataset<Row> now = current.as("now");
        Dataset<Row> before = loaded.as("before");
        Column rows = coalesce(of("now", WarehouseLoads.ROWS), lit(0L));
        Column checksum = coalesce(of("now", WarehouseLoads.CHECKSUM), lit(NOTHING));
        Column isSame = rows.equalTo(coalesce(of("before", WarehouseLoads.ROWS), lit(0L)))
                .and(checksum.equalTo(coalesce(of("before", WarehouseLoads.CHECKSUM), lit(NOTHING))));
        return now.join(before, of("now", DATE).equalTo(of("before", DATE)), "full_outer")
                .filter(not(isSame))
                .select(
                        DATE.is(coalesce(of("now", DATE), of("before", DATE))),
                        WarehouseLoads.ROWS.is(rows),
                        WarehouseLoads.CHECKSUM.is(checksum));
    }

    private static Column of(String side, Field field) {
        return col(side + "." + field.name());
    }
}
