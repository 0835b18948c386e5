package io.tripmill.testkit.wrong.jobs.trips.trajectory;

import io.tripmill.testkit.wrong.time.GivenClock;
import org.jspecify.annotations.Nullable;

/** Allowed: time, and annotations. */
record KnowsTimeOnly(@Nullable GivenClock clock) {}
