package io.tripmill.testkit.wrong.jobs.trips;

/** On Glue a job that exits has failed. */
final class Exits {
    private Exits() {}

    static void done() {
        System.exit(0);
    }
}
