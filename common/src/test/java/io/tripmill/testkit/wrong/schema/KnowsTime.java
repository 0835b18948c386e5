package io.tripmill.testkit.wrong.schema;

import io.tripmill.testkit.wrong.time.GivenClock;

/** The vocabulary depends on nothing of ours. */
record KnowsTime(GivenClock clock) {}
