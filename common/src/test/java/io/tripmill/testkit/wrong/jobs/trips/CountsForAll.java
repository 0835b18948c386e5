package io.tripmill.testkit.wrong.jobs.trips;

/** A public field that anyone may set. */
public final class CountsForAll {
    public static int trips;

    public static final int LIMIT = 3;

    private CountsForAll() {}
}
