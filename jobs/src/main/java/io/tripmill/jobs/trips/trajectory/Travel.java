package io.tripmill.jobs.trips.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * How far and how fast a trip was.
 *
 * @param distanceM metres, the sum of the legs between unflagged pings
 * @param straightLineM metres from start to end
 * @param extentM metres, the greatest distance of an unflagged ping from the first one
 * @param movingTimeS seconds, the duration less the short stays inside
 * @param avgSpeedMps distance by duration, metres a second; null if the duration is 0
 * @param maxSpeedMps the fastest leg that lasts and is not impossibly fast, metres a second; null if there is none
 */
public record Travel(
        double distanceM,
        double straightLineM,
        double extentM,
        double movingTimeS,
        @Nullable Double avgSpeedMps,
        @Nullable Double maxSpeedMps) {}
