package io.tripmill.jobs.serving.privacy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Someone who knows what is published of a table, and tries to learn the rest; knows nothing of how the hidden counts were chosen. */
final class Audit {
    private final long[][] counts;
    private final ProtectedCounts told;
    private final List<int[]> hidden = new ArrayList<>();
    /** For each published total, which hidden cells it covers. */
    private final List<boolean[]> covers = new ArrayList<>();
    /** For each published total, how many there are in these cells. */
    private final List<Long> rests = new ArrayList<>();

    private final List<String> wrong = new ArrayList<>();

    Audit(long[][] counts, ProtectedCounts told) {
        this.counts = counts;
        this.told = told;
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts[row].length; column++) {
                long shown = told.cells()[row][column];
                if (shown == -1) {
                    hidden.add(new int[] {row, column});
                } else if (shown != counts[row][column]) {
                    wrong.add("cell " + row + "," + column);
                }
            }
        }
        for (int row = 0; row < counts.length; row++) {
            total(row, -1, told.rowTotals()[row]);
        }
        for (int column = 0; column < counts[0].length; column++) {
            total(-1, column, told.columnTotals()[column]);
        }
        total(-1, -1, told.grandTotal());
    }

    /** -1 stands for every row or column. */
    private void total(int row, int column, long shown) {
        if (shown == -1) {
            return;
        }
        long truth = 0;
        long rest = shown;
        for (int r = 0; r < counts.length; r++) {
            for (int c = 0; c < counts[r].length; c++) {
                if ((row == -1 || row == r) && (column == -1 || column == c)) {
                    truth += counts[r][c];
                    rest -= Math.max(0, told.cells()[r][c]);
                }
            }
        }
        if (truth != shown) {
            wrong.add("total " + row + "," + column);
        }
        boolean[] covered = new boolean[hidden.size()];
        for (int i = 0; i < covered.length; i++) {
            int[] cell = hidden.get(i);
            covered[i] = (row == -1 || row == cell[0]) && (column == -1 || column == cell[1]);
        }
        covers.add(covered);
        rests.add(rest);
    }

    /** Published figures that are not the true ones. */
    List<String> wrongFigures() {
        return wrong;
    }

    long totalsOverHiddenCells() {
        return covers.stream().filter(covered -> contains(covered, true)).count();
    }

    /** Sets of hidden cells whose sum is a linear combination of what is published, and from 1 to k - 1. */
    List<String> smallSums(int k) {
        List<String> found = new ArrayList<>();
        int rank = rank(covers);
        for (int set = 1; set < 1 << hidden.size(); set++) {
            boolean[] members = new boolean[hidden.size()];
            long sum = 0;
            for (int i = 0; i < members.length; i++) {
                members[i] = ((set >> i) & 1) == 1;
                sum += members[i] ? counts[hidden.get(i)[0]][hidden.get(i)[1]] : 0L;
            }
            boolean follows =
                    rank(Stream.concat(covers.stream(), Stream.of(members)).toList()) == rank;
            if (follows && sum >= 1 && sum < k) {
                found.add(Arrays.toString(members));
            }
        }
        return found;
    }

    /** Hidden cells that have from 1 to k - 1 in whichever way the published figures can come about. */
    List<String> cellsKnownToBeSmall(int k) {
        List<String> found = new ArrayList<>();
        for (int cell = 0; cell < hidden.size(); cell++) {
            if (!canBe(cell, k, new long[hidden.size()], 0)) {
                found.add("cell " + hidden.get(cell)[0] + "," + hidden.get(cell)[1]);
            }
        }
        return found;
    }

    /** Whether the cell can be 0, or k and more: tries all whole numbers for all hidden cells from one on. */
    private boolean canBe(int cell, int k, long[] tried, int from) {
        if (from == tried.length) {
            return (tried[cell] == 0 || tried[cell] >= k) && agrees(tried);
        }
        long most = Long.MAX_VALUE;
        for (int i = 0; i < covers.size(); i++) {
            if (covers.get(i)[from]) {
                long left = rests.get(i);
                for (int j = 0; j < from; j++) {
                    left -= covers.get(i)[j] ? tried[j] : 0;
                }
                most = Math.min(most, left);
            }
        }
        // A cell that no total covers may have any number; one is enough to show it.
        boolean isFree = most == Long.MAX_VALUE;
        for (long number = 0; number <= (isFree ? 0 : most); number++) {
            tried[from] = number;
            if (canBe(cell, k, tried, from + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean agrees(long[] tried) {
        for (int i = 0; i < covers.size(); i++) {
            long sum = 0;
            for (int j = 0; j < tried.length; j++) {
                sum += covers.get(i)[j] ? tried[j] : 0;
            }
            if (sum != rests.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The rank over the rational numbers, by elimination without fractions. */
    private static int rank(List<boolean[]> rows) {
        List<BigInteger[]> left = new ArrayList<>();
        for (boolean[] row : rows) {
            BigInteger[] numbers = new BigInteger[row.length];
            for (int i = 0; i < row.length; i++) {
                numbers[i] = row[i] ? BigInteger.ONE : BigInteger.ZERO;
            }
            left.add(numbers);
        }
        int rank = 0;
        int width = rows.isEmpty() ? 0 : rows.get(0).length;
        for (int column = 0; column < width; column++) {
            int at = column;
            BigInteger[] pivot = left.stream()
                    .filter(row -> row[at].signum() != 0)
                    .findFirst()
                    .orElse(null);
            if (pivot != null) {
                rank++;
                left.remove(pivot);
                for (BigInteger[] row : left) {
                    BigInteger factor = row[column];
                    for (int i = 0; i < width; i++) {
                        row[i] = row[i].multiply(pivot[at]).subtract(pivot[i].multiply(factor));
                    }
                }
            }
        }
        return rank;
    }

    private static boolean contains(boolean[] values, boolean wanted) {
        for (boolean value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts) + " published as " + Arrays.deepToString(told.cells()) + " "
                + Arrays.toString(told.rowTotals()) + " " + Arrays.toString(told.columnTotals()) + " "
                + told.grandTotal();
    }
}
