package io.tripmill.testkit.wrong.jobs.trips;

import io.tripmill.testkit.wrong.run.AnyRunner;

/** A stage does not know who runs it. */
final class CallsTheRunner {
    private CallsTheRunner() {}

    static String again() {
        return AnyRunner.run("trips");
    }
}
