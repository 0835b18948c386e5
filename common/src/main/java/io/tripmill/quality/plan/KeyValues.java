package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;

/** The values of columns such that Java and Spark agree on which are equal. */
final class KeyValues {
    private KeyValues() {}

    static List<Column> of(List<StructField> fields) {
        return fields.stream().map(KeyValues::of).toList();
    }

    private static Column of(StructField field) {
        Column column = Frame.column(field);
        if (field.dataType() instanceof DoubleType) {
            // Java tells the two zeros apart.
            return column.plus(lit(0.0));
        }
        if (field.dataType() instanceof FloatType) {
            return column.plus(lit(0.0f));
        }
        // Java compares arrays by identity.
        return field.dataType() instanceof BinaryType ? hex(column) : column;
    }
}
