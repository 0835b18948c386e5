package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Point;

/**
 * A dwell that lasts.
 *
 * @param firstPing the first ping inside
 * @param lastPing the last ping inside
 * @param endPing the ping that ends the stay: the last inside, or the first outside
 * @param pingCount pings inside, without those left out
 * @param isLong whether it ends a trip
 */
record Stay(int firstPing, int lastPing, int endPing, long pingCount, Point centre, boolean isLong) {}
