package io.tripmill.jobs.serving.privacy;

import java.util.Arrays;

/**
 * Hides counts below a threshold in a table of counts, together with as many others that the hidden ones do not follow from what is
 * published: cells, row totals, column totals and the grand total.
 *
 * <p>Every published total says how many there are in the hidden cells that it covers, its rest. The rests are kept apart from each
 * other: one for each published row total, and one, below the grand total, for all rows whose total is hidden; a column total is
 * published only where it has no rest. So what can be computed about hidden cells is the sum of whole rests, and of these each one is
 * at least {@code k}, is spread over at least two counts, and leaves each of them able to be 0 even for a reader who takes every hidden
 * count to be below {@code k}.
 *
 * @param k the least count that may be known; at least 2
 */
public record Suppression(int k) {
    /** The threshold of the Mobility Data Specification. */
    public static final int DEFAULT_K = 10;

    public Suppression {
        if (k < 2) {
            throw new IllegalArgumentException("k must be at least 2: " + k);
        }
    }

    /**
     * Hides what must be hidden.
     *
     * @param counts by row and column, none negative; every row has the same length
     */
    public ProtectedCounts protect(long[][] counts) {
        int columns = counts.length == 0 ? 0 : counts[0].length;
        long[][] cells = new long[counts.length][];
        long[] rowTotals = new long[counts.length];
        Rest withheldRows = new Rest();
        for (int row = 0; row < counts.length; row++) {
            refuseMalformed(counts[row], columns);
            cells[row] = Arrays.stream(counts[row]).map(this::shown).toArray();
            long total = sum(counts[row]);
            rowTotals[row] = protectRow(counts[row], total, cells[row]) ? total : ProtectedCounts.HIDDEN;
            if (rowTotals[row] == ProtectedCounts.HIDDEN) {
                withheldRows.add(total);
            }
        }
        long grandTotal = Arrays.stream(counts).mapToLong(Suppression::sum).reduce(0, Math::addExact);
        boolean isGrandTotalShown = grandTotal >= k && withheldRows.isSafe();
        return new ProtectedCounts(
                cells,
                rowTotals,
                columnTotals(cells, columns),
                isGrandTotalShown ? grandTotal : ProtectedCounts.HIDDEN);
    }

    /** Hides one more cell where the total would tell of the hidden ones. Whether the total may then be published. */
    private boolean protectRow(long[] counts, long total, long[] cells) {
        if (total < k) {
            return false;
        }
        if (restOf(counts, cells).isSafe()) {
            return true;
        }
        int smallest = -1;
        for (int column = 0; column < cells.length; column++) {
            boolean isShown = cells[column] != ProtectedCounts.HIDDEN;
            if (isShown && (smallest < 0 || cells[column] < cells[smallest])) {
                smallest = column;
            }
        }
        if (smallest < 0) {
            return false;
        }
        cells[smallest] = ProtectedCounts.HIDDEN;
        return restOf(counts, cells).isSafe();
    }

    private Rest restOf(long[] counts, long[] cells) {
        Rest rest = new Rest();
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] == ProtectedCounts.HIDDEN) {
                rest.add(counts[column]);
            }
        }
        return rest;
    }

    private static long[] columnTotals(long[][] cells, int columns) {
        long[] totals = new long[columns];
        for (int column = 0; column < columns; column++) {
            for (long[] row : cells) {
                boolean isHidden = totals[column] == ProtectedCounts.HIDDEN || row[column] == ProtectedCounts.HIDDEN;
                totals[column] = isHidden ? ProtectedCounts.HIDDEN : Math.addExact(totals[column], row[column]);
            }
        }
        return totals;
    }

    private long shown(long count) {
        return count >= k ? count : ProtectedCounts.HIDDEN;
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).reduce(0, Math::addExact);
    }

    private static void refuseMalformed(long[] row, int columns) {
        if (row.length != columns || Arrays.stream(row).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("rows must have one length and no negative count");
        }
    }

    /** The hidden counts that a total covers. */
    private final class Rest {
        private int parts;
        private long sum;
        private boolean hasLarge;

        void add(long count) {
            parts++;
            sum = Math.addExact(sum, count);
            hasLarge |= count >= k;
        }

        /** Whether the sum may be known. */
        boolean isSafe() {
            boolean leavesEachUnknown = hasLarge || sum <= (parts - 1L) * (k - 1L);
            return parts == 0 || (parts >= 2 && sum >= k && leavesEachUnknown);
        }
    }
}
