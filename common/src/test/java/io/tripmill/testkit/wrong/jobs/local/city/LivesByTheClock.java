package io.tripmill.testkit.wrong.jobs.local.city;

import java.time.Instant;

/** Another city every time. */
record LivesByTheClock(long seed) {
    Instant start() {
        return Instant.now().plusSeconds(seed);
    }
}
