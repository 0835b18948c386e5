package io.tripmill.testkit.wrong.jobs.pings;

import io.tripmill.testkit.wrong.jobs.trips.PivotsBlindly;

/** Stages do not see each other. */
record LooksIntoTrips(PivotsBlindly neighbour) {}
