package io.tripmill.quality.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are to be counted. Rows without any value in the columns have no key; a NULL beside a value is part of the key and
 * equals another NULL.
 *
 * @param values the values of the columns such that two of them are equal if and only if Spark groups them together
 * @param counted which rows count, never NULL
 */
public record KeyGroup(List<String> columns, Optional<String> where, List<Column> values, Column counted) {
    public KeyGroup {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /** Whether a row has a key that counts. */
    public Column hasKey() {
        Column anyValue =
                values.stream().map(Column::isNotNull).reduce(Column::or).orElseThrow();
        return counted.and(anyValue);
    }

    /** The hash of the key; NULL for a row without one. */
    public Column hash() {
        return functions.when(hasKey(), functions.xxhash64(values.toArray(Column[]::new)));
    }

    /** The same columns and rows; how they are expressed follows from that. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyGroup group && columns.equals(group.columns) && where.equals(group.where);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, where);
    }
}
