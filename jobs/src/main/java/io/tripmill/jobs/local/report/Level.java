package io.tripmill.jobs.local.report;

/** Who may see a page, and so from how many trips, or vehicles, on a count of a place or a day is shown. */
enum Level {
    /** Counts alone, of ten or more; no text that a provider sent. */
    AGGREGATE(10),
    /** Every count, and records that were refused as they came. */
    INTERNAL(1);

    private final long leastCount;

    Level(long leastCount) {
        this.leastCount = leastCount;
    }

    long leastCount() {
        return leastCount;
    }
}
