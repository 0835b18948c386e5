package io.tripmill.jobs.serving.privacy;

/**
 * What may be known of a table of counts.
 *
 * @param cells by row and column; {@link #HIDDEN} for a count below the threshold, for zero, and for some others
 * @param rowTotals of all cells of the row, the hidden ones included; or {@link #HIDDEN}
 * @param columnTotals as the row totals
 * @param grandTotal as the row totals
 */
@SuppressWarnings("ArrayRecordComponent") // made once by Suppression, compared by no one
public record ProtectedCounts(long[][] cells, long[] rowTotals, long[] columnTotals, long grandTotal) {
    /** Stands for a count that is not told; the Mobility Data Specification's own sign. */
    public static final long HIDDEN = -1;
}
