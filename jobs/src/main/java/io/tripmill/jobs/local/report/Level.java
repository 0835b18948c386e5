package io.tripmill.jobs.local.report;

/** Who may see a page, and so from how many trips, or vehicles, on a cell, a flow or a day's utilisation is shown. */
enum Level {
    /** Counts alone, no record as it came; sums over the whole lake, such as bins of distance, may be smaller than ten. */
    AGGREGATE(10),
    /** Every count, single trips and stays on the map, and records that were refused as they came. */
    INTERNAL(1);

    private final long leastCount;

    Level(long leastCount) {
        this.leastCount = leastCount;
    }

    long leastCount() {
        return leastCount;
    }
}
