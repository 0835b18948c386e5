package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What a warehouse holds of the lake. A date whose rows are other ones by now is loaded again. */
public final class WarehouseLoads {
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of the loaded rows.");
    public static final Field TARGET =
            required("target", StringType, "The warehouse: its JDBC URL without options, and the schema.");
    public static final Field TABLE_NAME = required("table_name", StringType, "The table that was loaded.");
    public static final Field ROWS = required("rows", LongType, "Rows of the date; 0 if it lost all of them.");
    public static final Field CHECKSUM = required(
            "checksum", StringType, "A checksum of the date's rows in any order, all columns; 0 if there are none.");

    public static final Table TABLE = Table.of(
                    "warehouse_loads",
                    Layer.CONTROL,
                    "One service date of one table in one warehouse.",
                    List.of(SERVICE_DATE, TARGET, TABLE_NAME, ROWS, CHECKSUM),
                    List.of(TARGET, TABLE_NAME, SERVICE_DATE))
            .prunedBy(SERVICE_DATE, TARGET, TABLE_NAME);

    private WarehouseLoads() {}
}
