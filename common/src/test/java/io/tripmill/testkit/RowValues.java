package io.tripmill.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row as plain Java, the same for each version of Spark and Scala: equal iff the row is equal, bit for
 * bit. 0.0 and -0.0 differ, NaN equals NaN.
 */
final class RowValues {
    /** Left to right; null comes first. */
    static final Comparator<List<@Nullable Object>> ORDER = RowValues::compareLists;

    private RowValues() {}

    static List<@Nullable Object> of(Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(plain(row.get(i)));
        }
        return Collections.unmodifiableList(values);
    }

    @SuppressWarnings("deprecation") // JavaConverters is what Scala 2.12 and 2.13 have in common.
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof scala.collection.Seq<?> sequence) {
            List<@Nullable Object> elements = new ArrayList<>();
            scala.collection.JavaConverters.seqAsJavaList(sequence).forEach(element -> elements.add(plain(element)));
            return Collections.unmodifiableList(elements);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new TreeMap<>();
            scala.collection.JavaConverters.mapAsJavaMap(map)
                    .forEach((key, entry) -> entries.put(CellWriter.write(plain(key)), plain(entry)));
            return Collections.unmodifiableMap(entries);
        }
        if (value instanceof Row row) {
            return of(row);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toInstant();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        return value;
    }

    private static int compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @SuppressWarnings("unchecked") // Two values of one class that is Comparable are comparable with each other.
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
            return compareLists(leftList, rightList);
        }
        if (left instanceof Comparable<?> comparable && left.getClass() == right.getClass()) {
            return ((Comparable<Object>) comparable).compareTo(right);
        }
        return CellWriter.write(left).compareTo(CellWriter.write(right));
    }
}
