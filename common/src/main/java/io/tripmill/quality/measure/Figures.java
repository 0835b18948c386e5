package io.tripmill.quality.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The figures of one pass: columns before it, one row after it. */
final class Figures {
    private Figures() {}

    /** The aggregates under names that tell their index. */
    static List<Column> named(List<Column> aggregates) {
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < aggregates.size(); i++) {
            named.add(aggregates.get(i).as(name(i)));
        }
        return named;
    }

    static String name(int index) {
        return "figure_" + index;
    }

    /** All but the first, as Spark takes them. */
    static Column[] others(List<Column> aggregates) {
        return aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    }

    static List<Optional<Double>> numbers(Row row) {
        List<Optional<Double>> numbers = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            numbers.add(Answer.number(row.isNullAt(i) ? null : row.get(i)));
        }
        return numbers;
    }
}
