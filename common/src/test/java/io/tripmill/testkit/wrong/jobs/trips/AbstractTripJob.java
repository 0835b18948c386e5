package io.tripmill.testkit.wrong.jobs.trips;

/** The first floor of a tower. */
record AbstractTripJob() {}
