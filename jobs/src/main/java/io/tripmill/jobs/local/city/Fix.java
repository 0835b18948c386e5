package io.tripmill.jobs.local.city;

import io.tripmill.geo.Point;
import org.jspecify.annotations.Nullable;

/**
 * What a device measured at an instant.
 *
 * @param timeMs milliseconds since 1970 UTC; never the same twice for a device
 * @param accuracyM metres, as the device believes
 * @param tripId the provider's trip; null while the vehicle is parked
 * @param chargePercent of battery or tank
 */
record Fix(
        Vehicle vehicle,
        long timeMs,
        Point point,
        double accuracyM,
        double speedMps,
        int headingDegrees,
        int satellites,
        String vehicleState,
        @Nullable String tripId,
        int chargePercent) {

    /** The same measurement as another receiver of the same device reports it. */
    Fix withAccuracy(double otherM) {
        return new Fix(
                vehicle,
                timeMs,
                point,
                otherM,
                speedMps,
                headingDegrees,
                satellites,
                vehicleState,
                tripId,
                chargePercent);
    }
}
