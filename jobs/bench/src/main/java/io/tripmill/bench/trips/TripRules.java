package io.tripmill.bench.trips;

/** The figures of the rules. */
final class TripRules {
    /** A longer silence ends a trip. */
    static final long GAP_US = 300_000_000L;

    /** Slower than this stands. */
    static final double STANDING_MPS = 0.5;

    /** A stand at least this long is a stop. */
    static final long STOP_US = 180_000_000L;

    private TripRules() {}
}
