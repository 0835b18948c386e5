package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A table as Java code on executors fills it: times are longs of microseconds and dates ints of days since 1970. So the rows do not
 * depend on whether the caller's session takes {@code Instant} or {@code java.sql.Timestamp}.
 */
final class WireTable implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final StructType schema;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final transient List<Field> fields;

    WireTable(Table table) {
        name = table.name();
        fields = table.fields();
        schema = DataTypes.createStructType(fields.stream()
                .map(field -> DataTypes.createStructField(field.name(), wireType(field.type()), true))
                .toArray(StructField[]::new));
        for (int i = 0; i < fields.size(); i++) {
            indexes.put(fields.get(i).name(), i);
        }
    }

    StructType schema() {
        return schema;
    }

    /** An empty row to be filled. */
    RowFilling fill() {
        return new RowFilling();
    }

    /**
     * The table's columns, from the struct column {@code struct} of rows that were filled here.
     *
     * @param instead by name, the columns that are not as they were filled
     */
    Column[] decode(String struct, Map<String, Column> instead) {
        return fields.stream()
                .map(field -> instead.containsKey(field.name())
                        ? field.is(instead.get(field.name()))
                        : decoded(field, struct))
                .toArray(Column[]::new);
    }

    private static Column decoded(Field field, String struct) {
        Column wire = col(struct + "." + field.name());
        if (field.type().equals(DataTypes.TimestampType)) {
            return timestamp_micros(wire).as(field.name());
        }
        return field.type().equals(DataTypes.DateType)
                ? date_from_unix_date(wire).as(field.name())
                : wire.as(field.name());
    }

    private static DataType wireType(DataType type) {
        if (type.equals(DataTypes.TimestampType)) {
            return DataTypes.LongType;
        }
        return type.equals(DataTypes.DateType) ? DataTypes.IntegerType : type;
    }

    /** The values of one row; a column that is not set is null. */
    final class RowFilling {
        private final Object[] values = new Object[schema.length()];

        RowFilling set(Field field, @Nullable Object value) {
            Integer index = indexes.get(field.name());
            if (index == null) {
                throw new IllegalArgumentException(name + " has no column " + field.name());
            }
            values[index] = value;
            return this;
        }

        Row row() {
            return RowFactory.create(values);
        }
    }
}
