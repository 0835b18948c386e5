package io.tripmill.schema;

import static java.util.Objects.requireNonNull;

/** A column that values of another one come from, and how. The kinds are those of OpenLineage's column lineage. */
public record Origin(String table, String column, Kind kind) {

    /** How a value comes from its origin. */
    public enum Kind {
        /** It is the same value. */
        IDENTITY,
        /** It is worked out of one row's, or of rows that follow each other in time. */
        TRANSFORMATION,
        /** It is a figure of many rows. */
        AGGREGATION
    }

    public Origin {
        requireNonNull(table, "table");
        requireNonNull(column, "column");
        requireNonNull(kind, "kind");
    }

    /**
     * This column of this table.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    static Origin of(Table table, Field column, Kind kind) {
        if (table.fields().stream().noneMatch(field -> field.name().equals(column.name()))) {
            throw new IllegalArgumentException(table.name() + " has no column " + column.name());
        }
        return new Origin(table.name(), column.name(), kind);
    }
}
