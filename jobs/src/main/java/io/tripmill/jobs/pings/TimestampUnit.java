package io.tripmill.jobs.pings;

/** How times stand in landed records. */
public enum TimestampUnit {
    /** ISO 8601, or a number whose unit is told by its magnitude. */
    AUTO("neither an ISO 8601 date with time nor a number of seconds, milliseconds or microseconds since 1970") {
        @Override
        int decimalPlaces(long wholePart) {
            // Seconds reach the year 5138, milliseconds start in 1973, microseconds too: no time of telemetry is
            // ambiguous.
            if (isBelow(100_000_000_000L, wholePart)) {
                return 6;
            }
            if (isBelow(100_000_000_000_000L, wholePart)) {
                return 3;
            }
            return isBelow(100_000_000_000_000_000L, wholePart) ? 0 : NO_NUMBER;
        }
    },
    /** Seconds since 1970 UTC. */
    S("not a number of seconds since 1970") {
        @Override
        int decimalPlaces(long wholePart) {
            return 6;
        }
    },
    /** Milliseconds since 1970 UTC. */
    MS("not a number of milliseconds since 1970") {
        @Override
        int decimalPlaces(long wholePart) {
            return 3;
        }
    },
    /** Microseconds since 1970 UTC. */
    US("not a number of microseconds since 1970") {
        @Override
        int decimalPlaces(long wholePart) {
            return 0;
        }
    },
    /** ISO 8601. */
    ISO("not an ISO 8601 date with time") {
        @Override
        int decimalPlaces(long wholePart) {
            return NO_NUMBER;
        }
    };

    static final int NO_NUMBER = -1;

    private final String refusal;

    TimestampUnit(String refusal) {
        this.refusal = refusal;
    }

    /** What a value is that can't be read; completes "..., which is". */
    String refusal() {
        return refusal;
    }

    boolean takesText() {
        return this == AUTO || this == ISO;
    }

    /** By how many decimal places a number is moved to make microseconds of it; {@link #NO_NUMBER} if it is no time. */
    abstract int decimalPlaces(long wholePart);

    private static boolean isBelow(long limit, long wholePart) {
        return -limit < wholePart && wholePart < limit;
    }
}
