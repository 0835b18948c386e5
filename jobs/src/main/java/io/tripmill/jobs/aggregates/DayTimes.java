package io.tripmill.jobs.aggregates;

/**
 * How a device spent a service day, microseconds. The first four add up to the day.
 *
 * @param movingUs on trips, less the stays inside
 * @param stoppedUs in sessions, not moving
 * @param parkedUs silent, and in the same place afterwards
 * @param silentUs the rest
 * @param usedUs on the trips that begin on the day, to their ends; where these overlap, once
 */
record DayTimes(long movingUs, long stoppedUs, long parkedUs, long silentUs, long usedUs) {}
