package io.tripmill.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.util.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** Says what rows a dataset must have. Each assertion about rows starts a Spark job. */
public final class RowsAssert extends AbstractAssert<RowsAssert, Dataset<Row>> {
    /** More rows than that tell a reader nothing new. */
    private static final int SHOWN = 20;

    private RowsAssert(Dataset<Row> actual) {
        super(actual, RowsAssert.class);
    }

    @CheckReturnValue
    public static RowsAssert assertThatRows(Dataset<Row> actual) {
        return new RowsAssert(actual);
    }

    /**
     * The dataset has these rows and no others, each as often, in any order. Only the columns that the {@link TextTable}
     * names are compared.
     */
    public RowsAssert hasRows(String textTable) {
        TextTable expected = expected(textTable);
        TextTable found = TextTable.of(actual.select(expected.selection()));
        return hasNo(RowDifference.exact(expected.values(), found.values()), expected, found);
    }

    /** As {@link #hasRows}, and in this order. */
    public RowsAssert hasRowsInOrder(String textTable) {
        TextTable expected = expected(textTable);
        TextTable found = TextTable.of(actual.select(expected.selection()));
        hasNo(RowDifference.exact(expected.values(), found.values()), expected, found);
        if (!expected.values().equals(found.values())) {
            failWithMessage(
                    "%s",
                    "the rows are in another order%nexpected:%n%sfound:%n%s".formatted(shown(expected), shown(found)));
        }
        return this;
    }

    /** The dataset has no rows. */
    public RowsAssert isEmpty() {
        TextTable found = TextTable.of(actual.limit(SHOWN));
        if (!found.values().isEmpty()) {
            failWithMessage("%s", "expected no rows, found among others:%n%s".formatted(found));
        }
        return this;
    }

    /** Both have the same columns and the same rows, each as often, in any order; doubles are equal bit for bit. */
    public RowsAssert hasSameRowsAs(Dataset<Row> other) {
        TextTable expected = otherWithSameColumns(other);
        TextTable found = TextTable.of(actual);
        return hasNo(RowDifference.exact(expected.values(), found.values()), expected, found);
    }

    /**
     * As {@link #hasSameRowsAs(Dataset)}, but two floats or doubles, also in arrays, may be {@code tolerance} apart. NaN
     * is close to NaN only.
     */
    public RowsAssert hasSameRowsAs(Dataset<Row> other, double tolerance) {
        TextTable expected = otherWithSameColumns(other);
        TextTable found = TextTable.of(actual);
        return hasNo(RowDifference.within(tolerance, expected.values(), found.values()), expected, found);
    }

    /** The dataset has these columns and no others, in this order. Starts no Spark job. */
    public RowsAssert hasColumns(String... names) {
        isNotNull();
        List<String> found = Arrays.asList(actual.columns());
        if (!found.equals(Arrays.asList(names))) {
            failWithMessage("expected the columns %s, found %s", Arrays.asList(names), found);
        }
        return this;
    }

    private TextTable expected(String textTable) {
        isNotNull();
        return TextTable.parse(actual.schema(), textTable);
    }

    private TextTable otherWithSameColumns(Dataset<Row> other) {
        isNotNull();
        String expected = columnsAndTypes(other.schema());
        String found = columnsAndTypes(actual.schema());
        if (!expected.equals(found)) {
            failWithMessage("expected the columns %s, found %s", expected, found);
        }
        return TextTable.of(other);
    }

    /** Without nullability, which Spark does not keep. */
    private static String columnsAndTypes(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .collect(Collectors.joining(", "));
    }

    private RowsAssert hasNo(RowDifference difference, TextTable expected, TextTable found) {
        if (!difference.isNone()) {
            StringBuilder message = new StringBuilder("%d rows expected, %d found%n"
                    .formatted(expected.values().size(), found.values().size()));
            describe(message, "missing", difference.missing(), expected);
            describe(message, "unexpected", difference.unexpected(), expected);
            List<String> columns = difference.differingColumns().stream()
                    .map(expected.columnNames()::get)
                    .toList();
            if (!columns.isEmpty()) {
                message.append("they differ in ").append(String.join(", ", columns));
            }
            failWithMessage("%s", message);
        }
        return this;
    }

    private static void describe(
            StringBuilder message, String kind, List<List<@Nullable Object>> rows, TextTable expected) {
        if (!rows.isEmpty()) {
            message.append("%s (%d):%n%s".formatted(kind, rows.size(), shown(new TextTable(expected.columns(), rows))));
        }
    }

    private static String shown(TextTable table) {
        List<List<@Nullable Object>> rows = table.values();
        if (rows.size() <= SHOWN) {
            return table.toString();
        }
        return new TextTable(table.columns(), rows.subList(0, SHOWN))
                + "... and %d more%n".formatted(rows.size() - SHOWN);
    }
}
