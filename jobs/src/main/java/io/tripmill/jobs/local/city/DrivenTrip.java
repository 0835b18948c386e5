package io.tripmill.jobs.local.city;

import io.tripmill.geo.Point;
import java.time.Instant;

/**
 * A trip as driven: the truth that no device tells whole.
 *
 * @param startMs when the vehicle set off, milliseconds since 1970 UTC
 * @param endMs when it stood at its destination
 * @param distanceM metres along the way
 * @param inTunnelMs milliseconds without sky
 */
record DrivenTrip(
        Vehicle vehicle, long startMs, long endMs, Point start, Point end, double distanceM, long inTunnelMs) {
    static final String HEADER =
            "provider_id,device_id,start_time,end_time,start_lat,start_lng,end_lat,end_lng,distance_m,mode\n";

    /** The trip as a line of CSV. */
    String line() {
        StringBuilder line = new StringBuilder();
        Fleet.Badge badge = vehicle.fleet().badge();
        line.append(badge.provider()).append(',').append(vehicle.deviceId()).append(',');
        line.append(Instant.ofEpochMilli(startMs)).append(',').append(Instant.ofEpochMilli(endMs));
        for (double degrees : new double[] {start.lat(), start.lng(), end.lat(), end.lng()}) {
            Decimal.SIX.append(line.append(','), degrees);
        }
        Decimal.ONE.append(line.append(','), distanceM);
        return line.append(',').append(badge.mode()).append('\n').toString();
    }
}
