package io.tripmill.testkit.wrong.jobs.trips;

import org.jspecify.annotations.Nullable;

/** Whatever a job depends on is an argument. */
final class AsksTheEnvironment {
    private AsksTheEnvironment() {}

    static @Nullable String lake() {
        return System.getenv("LAKE");
    }
}
