package io.tripmill.jobs.trips.trajectory;

import java.io.Serializable;
import java.time.Duration;

/**
 * What makes a stay, a long stay and an impossible speed. A scooter, a bus and a ferry do not share them.
 *
 * @param stayRadiusM metres; a ping is outside a stay if it is at least this far from the stay's first ping
 * @param stayMinDuration a dwell of at least this long is a stay
 * @param tripStayMinDuration a stay of at least this long ends a trip; with preset trackintel, one that is longer
 * @param maxSpeedKmh kilometres an hour; nothing real is faster
 */
public record Thresholds(double stayRadiusM, Duration stayMinDuration, Duration tripStayMinDuration, double maxSpeedKmh)
        implements Serializable {

    public static final Thresholds DEFAULT = new Thresholds(100, Duration.ofMinutes(5), Duration.ofMinutes(15), 200);

    public Thresholds {
        requirePositive("stay radius", stayRadiusM);
        Micros.requireCountable("stay min duration", stayMinDuration);
        Micros.requireCountable("trip stay min duration", tripStayMinDuration);
        requirePositive("max speed", maxSpeedKmh);
    }

    public Thresholds withStayRadiusM(double metres) {
        return new Thresholds(metres, stayMinDuration, tripStayMinDuration, maxSpeedKmh);
    }

    public Thresholds withStayMinDuration(Duration duration) {
        return new Thresholds(stayRadiusM, duration, tripStayMinDuration, maxSpeedKmh);
    }

    public Thresholds withTripStayMinDuration(Duration duration) {
        return new Thresholds(stayRadiusM, stayMinDuration, duration, maxSpeedKmh);
    }

    public Thresholds withMaxSpeedKmh(double kilometresAnHour) {
        return new Thresholds(stayRadiusM, stayMinDuration, tripStayMinDuration, kilometresAnHour);
    }

    double maxSpeedMps() {
        return maxSpeedKmh / 3.6;
    }

    static boolean isPositive(double number) {
        return number > 0 && number < Double.POSITIVE_INFINITY;
    }

    private static void requirePositive(String name, double number) {
        if (!isPositive(number)) {
            throw new IllegalArgumentException(name + " is finite and greater than 0, not " + number);
        }
    }
}
