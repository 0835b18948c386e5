package io.tripmill.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A column: its name, type and meaning. The meaning names the unit, and says what null stands for where null is allowed.
 *
 * @param required whether null is never stored; Spark loses this on every read, so it is documentation and a rule, not a schema property
 * @param origins the columns of other tables that the values come from; empty where none is declared
 */
public record Field(String name, DataType type, String meaning, boolean required, List<Origin> origins) {

    public Field {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(meaning, "meaning");
        origins = List.copyOf(origins);
        if (!name.matches("[a-z][a-z0-9_]*|([A-Z][a-z]+)+")) {
            throw new IllegalArgumentException(
                    "a column is named in snake_case, or as AWS Glue names results: " + name);
        }
        if (!meaning.endsWith(".")) {
            throw new IllegalArgumentException("the meaning of " + name + " is a sentence and ends with a full stop");
        }
    }

    /** A column that is never null. */
    public static Field required(String name, DataType type, String meaning) {
        return new Field(name, type, meaning, true, List.of());
    }

    /** A column that may be null; the meaning says what null stands for, unless it simply means "not known". */
    public static Field optional(String name, DataType type, String meaning) {
        return new Field(name, type, meaning, false, List.of());
    }

    /** The same column, of values that are worked out from these columns of another table, beside what is declared already. */
    public Field from(Table table, Field... columns) {
        return withOrigins(table, Origin.Kind.TRANSFORMATION, columns);
    }

    /** The same column, of values that this column of another table holds too. */
    public Field copiedFrom(Table table, Field column) {
        return withOrigins(table, Origin.Kind.IDENTITY, column);
    }

    /** The same column, of values that many rows of another table come to in these columns. */
    public Field aggregatedFrom(Table table, Field... columns) {
        return withOrigins(table, Origin.Kind.AGGREGATION, columns);
    }

    private Field withOrigins(Table table, Origin.Kind kind, Field... columns) {
        List<Origin> more = new ArrayList<>(origins);
        for (Field column : columns) {
            more.add(Origin.of(table, column, kind));
        }
        return new Field(name, type, meaning, required, more);
    }

    /** Reads this column. */
    public Column col() {
        return functions.col(name);
    }

    /** Fills this column: the expression, cast to the column's type and given its name. */
    public Column is(Column expression) {
        return expression.cast(type).as(name);
    }

    /** The column filled with null. */
    public Column isNull() {
        return is(functions.lit(null));
    }

    StructField structField() {
        return DataTypes.createStructField(name, type, true);
    }
}
