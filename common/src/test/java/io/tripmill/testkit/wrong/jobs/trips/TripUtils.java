package io.tripmill.testkit.wrong.jobs.trips;

/** Says nothing, so it will gather everything. */
record TripUtils() {
    /** A manager inside is no better. */
    record LegManager() {}

    /** Allowed: a base is a noun. */
    record Basement() {}
}
