package io.tripmill.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What keeps two multisets of rows from being equal.
 *
 * @param missing expected, but not there
 * @param unexpected there, but not expected
 */
record RowDifference(List<List<@Nullable Object>> missing, List<List<@Nullable Object>> unexpected) {
    /** Stands where two values need only be close. */
    private static final Object INEXACT = new Object();

    RowDifference {
        missing = missing.stream().sorted(RowValues.ORDER).toList();
        unexpected = unexpected.stream().sorted(RowValues.ORDER).toList();
    }

    /** The difference between rows that must be equal bit for bit. */
    static RowDifference exact(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        Map<List<@Nullable Object>, Integer> open = new HashMap<>();
        expected.forEach(row -> open.merge(row, 1, Integer::sum));
        List<List<@Nullable Object>> unexpected = new ArrayList<>();
        for (List<@Nullable Object> row : actual) {
            int left = open.merge(row, -1, Integer::sum);
            if (left < 0) {
                unexpected.add(row);
            }
        }
        List<List<@Nullable Object>> missing = new ArrayList<>();
        open.forEach((row, times) -> missing.addAll(Collections.nCopies(Math.max(0, times), row)));
        return new RowDifference(missing, unexpected);
    }

    /**
     * The difference between rows whose floats and doubles, also in arrays, may be {@code tolerance} apart; all else is
     * exact. Rows are paired so that as many as possible find a partner.
     */
    static RowDifference within(
            double tolerance, List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        Map<Object, List<List<@Nullable Object>>> candidates = new HashMap<>();
        for (List<@Nullable Object> row : actual) {
            candidates.computeIfAbsent(exactPart(row), key -> new ArrayList<>()).add(row);
        }
        Map<Object, List<List<@Nullable Object>>> wanted = new HashMap<>();
        for (List<@Nullable Object> row : expected) {
            wanted.computeIfAbsent(exactPart(row), key -> new ArrayList<>()).add(row);
        }
        List<List<@Nullable Object>> missing = new ArrayList<>();
        List<List<@Nullable Object>> unexpected = new ArrayList<>();
        wanted.forEach((key, rows) -> {
            List<List<@Nullable Object>> found = candidates.remove(key);
            RowDifference difference = new Pairing(tolerance, rows, found == null ? List.of() : found).difference();
            missing.addAll(difference.missing);
            unexpected.addAll(difference.unexpected);
        });
        candidates.values().forEach(unexpected::addAll);
        return new RowDifference(missing, unexpected);
    }

    boolean isNone() {
        return missing.isEmpty() && unexpected.isEmpty();
    }

    /** The indexes of the columns in which the missing rows hold other values than the unexpected ones. */
    List<Integer> differingColumns() {
        int columns =
                missing.isEmpty() || unexpected.isEmpty() ? 0 : missing.get(0).size();
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            if (!column(missing, i).equals(column(unexpected, i))) {
                differing.add(i);
            }
        }
        return differing;
    }

    private static TreeSet<String> column(List<List<@Nullable Object>> rows, int index) {
        TreeSet<String> values = new TreeSet<>();
        rows.forEach(row -> values.add(CellWriter.write(row.get(index))));
        return values;
    }

    private static @Nullable Object exactPart(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> parts = new ArrayList<>();
            list.forEach(element -> parts.add(exactPart(element)));
            return parts;
        }
        return value instanceof Double || value instanceof Float ? INEXACT : value;
    }

    /** Pairs rows of one exact part: augmenting paths, so that a near row is not lost to a greedy choice. */
    private static final class Pairing {
        private final double tolerance;
        private final List<List<@Nullable Object>> expected;
        private final List<List<@Nullable Object>> actual;
        private final int[] partnerOfActual;

        Pairing(double tolerance, List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
            this.tolerance = tolerance;
            this.expected = expected.stream().sorted(RowValues.ORDER).toList();
            this.actual = actual.stream().sorted(RowValues.ORDER).toList();
            this.partnerOfActual = new int[actual.size()];
            Arrays.fill(partnerOfActual, -1);
        }

        RowDifference difference() {
            List<List<@Nullable Object>> missing = new ArrayList<>();
            for (int i = 0; i < expected.size(); i++) {
                if (!findsPartner(i, new boolean[actual.size()])) {
                    missing.add(expected.get(i));
                }
            }
            List<List<@Nullable Object>> unexpected = new ArrayList<>();
            for (int j = 0; j < actual.size(); j++) {
                if (partnerOfActual[j] < 0) {
                    unexpected.add(actual.get(j));
                }
            }
            return new RowDifference(missing, unexpected);
        }

        private boolean findsPartner(int i, boolean[] tried) {
            for (int j = 0; j < tried.length; j++) {
                if (!tried[j] && isClose(expected.get(i), actual.get(j))) {
                    tried[j] = true;
                    if (partnerOfActual[j] < 0 || findsPartner(partnerOfActual[j], tried)) {
                        partnerOfActual[j] = i;
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isClose(@Nullable Object left, @Nullable Object right) {
            if (left instanceof List<?> leftList && right instanceof List<?> rightList) {
                for (int i = 0; i < leftList.size(); i++) {
                    if (!isClose(leftList.get(i), rightList.get(i))) {
                        return false;
                    }
                }
                return true;
            }
            if (left instanceof Double || left instanceof Float) {
                double a = ((Number) left).doubleValue();
                double b = right instanceof Number number ? number.doubleValue() : Double.NaN;
                return Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance;
            }
            return true;
        }
    }
}
