package io.tripmill.quality.suggest;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.plan.ReadText;
import io.tripmill.quality.suggest.ColumnProfile.Span;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Looks at rows: once for the figures of all columns, and once for the values of those that have few. Memory on the driver and in the
 * aggregation is bounded by the number of columns.
 */
final class Profile {
    /** What a text may be read as, the narrowest first, each a type of DQDL and of Spark. */
    private static final Map<String, String> TYPES = types();

    private final Dataset<Row> rows;
    private final long rowCount;
    private final List<ColumnProfile> columns;

    private Profile(Dataset<Row> rows, long rowCount, List<ColumnProfile> columns) {
        this.rows = rows;
        this.rowCount = rowCount;
        this.columns = List.copyOf(columns);
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("Boolean", "boolean");
        types.put("Integer", "int");
        types.put("Long", "long");
        types.put("Double", "double");
        types.put("Date", "date");
        types.put("Timestamp", "timestamp");
        return types;
    }

    /** Reads the rows once. */
    static Profile of(Dataset<Row> rows) {
        Figures figures = new Figures();
        figures.add("rows", count(lit(1)));
        StructField[] fields = rows.schema().fields();
        for (int i = 0; i < fields.length; i++) {
            add(figures, fields[i], i);
        }
        Row seen = rows.agg(figures.first(), figures.others()).head();
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            columns.add(profile(seen, fields[i], i));
        }
        return new Profile(rows, seen.<Long>getAs("rows"), columns);
    }

    /** How many there are. */
    long rows() {
        return rowCount;
    }

    List<ColumnProfile> columns() {
        return columns;
    }

    /** The different values of some columns as texts, in the order of the texts, by column. Reads the rows once; they must have few. */
    Map<String, List<String>> values(List<ColumnProfile> ofColumns) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (ofColumns.isEmpty()) {
            return values;
        }
        Figures sets = new Figures();
        ofColumns.forEach(column -> sets.add(
                "values_" + column.name(), collect_set(column(column.name()).cast("string"))));
        Row seen = rows.agg(sets.first(), sets.others()).head();
        for (int i = 0; i < ofColumns.size(); i++) {
            List<String> texts = new ArrayList<>(seen.getList(i));
            texts.sort(null);
            values.put(ofColumns.get(i).name(), texts);
        }
        return values;
    }

    private static void add(Figures figures, StructField field, int index) {
        Kind kind = Kind.of(field.dataType());
        if (kind == Kind.NESTED) {
            return;
        }
        Column value = column(field.name());
        figures.add("missing_" + index, count(when(value.isNull(), lit(1))));
        if (kind == Kind.PLAIN) {
            return;
        }
        figures.add("distinct_" + index, approx_count_distinct(value));
        if (kind.isNumber()) {
            Column number = kind == Kind.FLOATING ? when(not(isnan(value)), value) : value;
            figures.add("least_" + index, min(number).cast("string"));
            figures.add("greatest_" + index, max(number).cast("string"));
            figures.add("nan_" + index, kind == Kind.FLOATING ? count(when(isnan(value), lit(1))) : lit(0L));
        } else if (kind == Kind.TIME) {
            // A wall clock as if it were UTC, so that reading it back does not depend on the zone of any machine.
            String wallClock = "cast(" + quoted(field.name()) + " as timestamp_ntz)";
            figures.add("least_" + index, min(expr(wallClock)).cast("string"));
            figures.add("greatest_" + index, max(expr(wallClock)).cast("string"));
        } else {
            figures.add("least_" + index, min(length(value)).cast("long"));
            figures.add("greatest_" + index, max(length(value)).cast("long"));
            TYPES.forEach((name, type) ->
                    figures.add(name + "_" + index, count(expr(ReadText.as(type, quoted(field.name()))))));
        }
    }

    private static ColumnProfile profile(Row seen, StructField field, int index) {
        Kind kind = Kind.of(field.dataType());
        long rows = seen.getAs("rows");
        long missing = kind == Kind.NESTED ? 0 : seen.<Long>getAs("missing_" + index);
        boolean isDetailed = kind != Kind.NESTED && kind != Kind.PLAIN;
        long distinct = isDetailed ? seen.<Long>getAs("distinct_" + index) : 0;
        boolean hasValues = isDetailed && missing < rows;
        return new ColumnProfile(
                field.name(),
                kind,
                rows,
                missing,
                distinct,
                hasValues && kind.isNumber() ? numbers(seen, index) : Optional.empty(),
                hasValues && kind == Kind.TEXT
                        ? Optional.of(
                                new Span<>(seen.<Long>getAs("least_" + index), seen.<Long>getAs("greatest_" + index)))
                        : Optional.empty(),
                hasValues && kind == Kind.TIME ? times(seen, index) : Optional.empty(),
                hasValues && kind == Kind.TEXT
                        ? TYPES.keySet().stream()
                                .filter(name -> seen.<Long>getAs(name + "_" + index) == rows - missing)
                                .toList()
                        : List.of());
    }

    private static Optional<Span<BigDecimal>> numbers(Row seen, int index) {
        if (seen.<Long>getAs("nan_" + index) > 0) {
            return Optional.empty();
        }
        String least = seen.getAs("least_" + index);
        String greatest = seen.getAs("greatest_" + index);
        boolean isFinite = !least.endsWith("Infinity") && !greatest.endsWith("Infinity");
        return isFinite ? Optional.of(new Span<>(new BigDecimal(least), new BigDecimal(greatest))) : Optional.empty();
    }

    private static Optional<Span<LocalDateTime>> times(Row seen, int index) {
        String least = seen.getAs("least_" + index);
        String greatest = seen.getAs("greatest_" + index);
        // Spark writes years beyond four digits with a sign, and DQDL can't say them.
        return least.matches("[0-9]{4}-.*") && greatest.matches("[0-9]{4}-.*")
                ? Optional.of(new Span<>(moment(least), moment(greatest)))
                : Optional.empty();
    }

    private static LocalDateTime moment(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Column column(String name) {
        return col(quoted(name));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Aggregates with names. */
    private static final class Figures {
        private final List<Column> named = new ArrayList<>();

        void add(String name, Column aggregate) {
            named.add(aggregate.as(name));
        }

        Column first() {
            return named.get(0);
        }

        Column[] others() {
            return named.subList(1, named.size()).toArray(Column[]::new);
        }
    }
}
