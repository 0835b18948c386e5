package io.tripmill.jobs.trips.trajectory;

/**
 * A complete session.
 *
 * @param sessionGapUs microseconds; no silence inside is longer
 * @param startsInCut whether a service-day boundary, not a silence, precedes its first ping
 * @param endsInCut whether a service-day boundary, not a silence, follows its last ping
 */
record Session(PingBuffer pings, Thresholds thresholds, long sessionGapUs, boolean startsInCut, boolean endsInCut) {}
