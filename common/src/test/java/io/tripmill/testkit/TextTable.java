package io.tripmill.testkit;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a person writes and reads them:
 *
 * <pre>
 * device_id | timestamp            | lat  | trip_ids | mode
 * d1        | 2026-01-01T00:00:00Z | 52.5 | [t1, t2] | -
 * d2        | 2026-01-01T00:05:00Z | 52.5 | []       | " a | b "
 * </pre>
 *
 * <p>{@code -} is null, and a column that the header does not name is null. Times are ISO instants, dates ISO dates,
 * doubles as {@link Double#toString}. Quotes keep blanks, bars, an empty text and a text that is a hyphen; inside them
 * {@code \"}, {@code \\}, {@code \n}, {@code \r} and {@code \t} stand for their characters. Empty lines are skipped.
 */
public final class TextTable {
    private final StructType columns;
    private final List<List<@Nullable Object>> rows;

    TextTable(StructType columns, List<List<@Nullable Object>> rows) {
        this.columns = columns;
        this.rows = List.copyOf(rows);
    }

    /** The rows of a text, with all columns of the table. */
    public static Dataset<Row> rows(SparkSession spark, Table table, String text) {
        return rows(spark, table.schema(), text);
    }

    /** The rows of a text, with all columns of the schema. */
    public static Dataset<Row> rows(SparkSession spark, StructType schema, String text) {
        TextTable written = parse(schema, text);
        List<Row> rows = written.rows.stream()
                .map(values -> widened(written.columns, values, schema))
                .toList();
        return spark.createDataFrame(rows, schema);
    }

    /** The rows as an aligned text, sorted from the first column to the last. Starts a Spark job. */
    public static String print(Dataset<Row> rows) {
        return of(rows).sorted().toString();
    }

    /** The rows with the table's columns as an aligned text, sorted by the table's key. Starts a Spark job. */
    public static String print(Table table, Dataset<Row> rows) {
        Stream<Field> rest =
                table.fields().stream().filter(field -> !table.key().contains(field));
        Column[] keyFirst =
                Stream.concat(table.key().stream(), rest).map(Field::col).toArray(Column[]::new);
        TextTable sorted = of(rows.select(keyFirst)).sorted();
        return sorted.select(table.fields().stream().map(Field::name).toList()).toString();
    }

    /**
     * Reads a text whose header names some columns of the schema.
     *
     * @throws IllegalArgumentException with the line and the column, if the text is not a table of such columns
     */
    static TextTable parse(StructType schema, String text) {
        String[] lines = text.split("\n", -1);
        int header = 0;
        while (header < lines.length && lines[header].isBlank()) {
            header++;
        }
        if (header == lines.length) {
            throw new IllegalArgumentException("a text table starts with a line that names its columns");
        }
        StructType columns = header(schema, lines[header]);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = header + 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                rows.add(line(columns, lines[i], i + 1));
            }
        }
        return new TextTable(columns, rows);
    }

    /** All rows of a dataset, in the order in which Spark gives them. */
    static TextTable of(Dataset<Row> rows) {
        return new TextTable(
                rows.schema(), rows.collectAsList().stream().map(RowValues::of).toList());
    }

    StructType columns() {
        return columns;
    }

    List<String> columnNames() {
        return Arrays.asList(columns.fieldNames());
    }

    /** The columns of this table, in order, to select them from a dataset. */
    Column[] selection() {
        return Arrays.stream(columns.fieldNames())
                .map(name -> functions.col("`" + name + "`"))
                .toArray(Column[]::new);
    }

    List<List<@Nullable Object>> values() {
        return rows;
    }

    TextTable sorted() {
        return new TextTable(columns, rows.stream().sorted(RowValues.ORDER).toList());
    }

    private TextTable select(List<String> names) {
        StructField[] selected = names.stream().map(name -> columns.apply(name)).toArray(StructField[]::new);
        StructType schema = DataTypes.createStructType(selected);
        return new TextTable(
                schema,
                rows.stream()
                        .map(values -> names.stream()
                                .map(name -> values.get(columns.fieldIndex(name)))
                                .collect(Collectors.<@Nullable Object>toList()))
                        .toList());
    }

    private static StructType header(StructType schema, String line) {
        List<String> known = Arrays.asList(schema.fieldNames());
        List<StructField> columns = new ArrayList<>();
        for (String name : line.split("\\|", -1)) {
            if (!known.contains(name.strip())) {
                throw new IllegalArgumentException(
                        "there is no column '" + name.strip() + "'; the columns are " + String.join(", ", known));
            }
            StructField column = schema.apply(name.strip());
            if (columns.contains(column)) {
                throw new IllegalArgumentException("the header names " + name.strip() + " twice");
            }
            columns.add(column);
        }
        return DataTypes.createStructType(columns);
    }

    private static List<@Nullable Object> line(StructType columns, String line, int number) {
        CellReader reader = new CellReader(line);
        List<@Nullable Object> values = new ArrayList<>();
        for (StructField column : columns.fields()) {
            if (reader.isAtEnd()) {
                throw new IllegalArgumentException("line " + number + " has no cell for " + column.name());
            }
            try {
                values.add(reader.cell(column.dataType()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line " + number + ", column " + column.name() + ": " + e.getMessage(), e);
            }
        }
        if (!reader.isAtEnd()) {
            throw new IllegalArgumentException("line " + number + " has more cells than the header has columns");
        }
        return Collections.unmodifiableList(values);
    }

    private static Row widened(StructType columns, List<@Nullable Object> values, StructType schema) {
        @Nullable Object[] row = new @Nullable Object[schema.size()];
        for (int i = 0; i < values.size(); i++) {
            row[schema.fieldIndex(columns.apply(i).name())] = values.get(i);
        }
        return RowFactory.create(row);
    }

    /** The aligned text. No line ends in a blank, and each ends in a line feed. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columnNames());
        rows.forEach(values -> lines.add(values.stream().map(CellWriter::write).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> cells : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        return lines.stream().map(cells -> aligned(cells, widths)).collect(Collectors.joining());
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : " | ").append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        return line.toString().stripTrailing() + "\n";
    }
}
