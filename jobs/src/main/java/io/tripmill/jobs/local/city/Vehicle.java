package io.tripmill.jobs.local.city;

import java.util.Locale;

/**
 * A vehicle and its device.
 *
 * @param number from 1, within its fleet
 * @param deviceId unique in the city
 * @param plate as people read it; never without a blank
 * @param sendsHeartbeats whether the device reports while the vehicle is parked
 */
record Vehicle(Fleet fleet, int number, String deviceId, String plate, boolean sendsHeartbeats) {

    static Vehicle of(Fleet fleet, int number, boolean sendsHeartbeats) {
        String digits = number < 1000 ? Integer.toString(1000 + number).substring(1) : Integer.toString(number);
        String prefix = fleet.badge().prefix();
        return new Vehicle(
                fleet,
                number,
                prefix + "-" + digits,
                prefix.substring(0, 2).toUpperCase(Locale.ROOT) + " " + digits,
                sendsHeartbeats);
    }
}
