package io.tripmill.quality.suggest;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** What can be said about a column, by its type. */
enum Kind {
    TEXT,
    WHOLE_NUMBER,
    DECIMAL,
    /** A number that may be NaN or infinite. */
    FLOATING,
    TIME,
    /** Whether it has a value, and no more. */
    PLAIN,
    /** Nothing: rules take flat columns. */
    NESTED;

    static Kind of(DataType type) {
        if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
            return NESTED;
        }
        if (type instanceof StringType) {
            return TEXT;
        }
        if (type instanceof IntegralType) {
            return WHOLE_NUMBER;
        }
        if (type instanceof NumericType) {
            return type instanceof DecimalType ? DECIMAL : FLOATING;
        }
        return type instanceof TimestampType || type instanceof TimestampNTZType || type instanceof DateType
                ? TIME
                : PLAIN;
    }

    boolean isNumber() {
        return this == WHOLE_NUMBER || this == DECIMAL || this == FLOATING;
    }
}
