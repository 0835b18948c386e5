package io.tripmill.jobs.local.city;

/**
 * A record on its way into the landing folder.
 *
 * @param arrivalMs when it lands, milliseconds since 1970 UTC
 */
record Upload(Fix fix, long arrivalMs, Kind kind) {
    /** Later than this an hourly ingest has long seen the others of the hour. */
    private static final long LATE_MS = 3_600_000;

    /** What becomes of the measurement. */
    enum Kind {
        /** The measurement itself. */
        FIRST,
        /** The same once more. */
        COPY,
        /** The measurement, but broken on its way: the ingest will refuse it. */
        SPOILT
    }

    boolean isLate() {
        return arrivalMs - fix.timeMs() > LATE_MS;
    }
}
