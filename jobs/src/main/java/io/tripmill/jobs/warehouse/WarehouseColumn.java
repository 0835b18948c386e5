package io.tripmill.jobs.warehouse;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.to_json;

import io.tripmill.schema.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * A column in the warehouse. Lists become their JSON, since not every warehouse has lists.
 *
 * @param textBytes the most bytes of UTF-8 that it takes; 0 if it is no text
 */
record WarehouseColumn(Field field, String sqlType, int textBytes) {
    /** The most that Redshift has; for lists, and for lines that grow with the trip. */
    static final int MOST_TEXT_BYTES = 65_535;

    private static final String LINE = "polyline";

    WarehouseColumn {
        requireNonNull(field, "field");
        requireNonNull(sqlType, "sqlType");
    }

    /** @param usualTextBytes the width of texts that are neither lists nor lines */
    static WarehouseColumn of(Field field, int usualTextBytes) {
        boolean isLong = field.type() instanceof ArrayType || field.name().equals(LINE);
        if (isLong || field.type().equals(DataTypes.StringType)) {
            int bytes = isLong ? MOST_TEXT_BYTES : usualTextBytes;
            return new WarehouseColumn(field, "VARCHAR(" + bytes + ")", bytes);
        }
        return new WarehouseColumn(field, sqlType(field), 0);
    }

    private static String sqlType(Field field) {
        DataType type = field.type();
        if (type instanceof DecimalType decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        return switch (type.typeName()) {
            case "boolean" -> "BOOLEAN";
            case "integer" -> "INTEGER";
            case "long" -> "BIGINT";
            case "float" -> "REAL";
            case "double" -> "DOUBLE PRECISION";
            case "date" -> "DATE";
            case "timestamp" -> "TIMESTAMP";
            default ->
                throw new IllegalArgumentException(
                        field.name() + " is of type " + type.simpleString() + ", which no warehouse column has");
        };
    }

    boolean isText() {
        return textBytes > 0;
    }

    /** The value as it is loaded. */
    Column value() {
        return field.type() instanceof ArrayType ? to_json(field.col()).as(field.name()) : field.col();
    }

    /** As it stands in a statement. */
    String quoted() {
        return Dialect.quoted(field.name());
    }

    String definition() {
        return quoted() + " " + sqlType + (field.required() ? " NOT NULL" : "");
    }
}
