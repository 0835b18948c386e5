package io.tripmill.jobs.trips.trajectory;

/** What is remarkable about a row. In alphabetical order, which is the order of the column. */
public enum Flag {
    /** The row ends at its session's last ping, where a service-day boundary cut the run. */
    CUT_END,
    /** The row starts at its session's first ping, where a service-day boundary cut the run. */
    CUT_START,
    /** A leg is faster than anything real, or joins two places at one instant. */
    FAST_LEG,
    /** The row ends at its session's last ping, before a silence. */
    GAP_END,
    /** The row starts at its session's first ping, after a silence. */
    GAP_START,
    /** No ping of the trip is far from its first one. */
    SHORT_DISTANCE,
    /** The trip is over at once. */
    SHORT_DURATION,
    /** A flagged ping lies between the row's first and last. */
    TELEPORT
}
