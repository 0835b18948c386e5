package io.tripmill.testkit.wrong.time;

import java.time.Clock;
import java.time.Instant;

/** Allowed: whoever is given a clock may read it. */
public record GivenClock(Clock clock) {
    Instant now() {
        return Instant.now(clock);
    }
}
