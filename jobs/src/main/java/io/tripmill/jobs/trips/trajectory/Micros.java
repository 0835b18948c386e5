package io.tripmill.jobs.trips.trajectory;

import java.time.Duration;

/** Durations as the time line counts them: in microseconds. */
final class Micros {
    /** A century: far beyond any sensible threshold, and far from overflow when added to an instant. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final double PER_SECOND = 1e6;

    private Micros() {}

    /** Whether a threshold can be counted: longer than zero, of whole microseconds, and at most a century. */
    static boolean canCount(Duration duration) {
        return !duration.isNegative()
                && !duration.isZero()
                && duration.compareTo(LONGEST) <= 0
                && duration.toNanos() % 1000 == 0;
    }

    static Duration requireCountable(String name, Duration duration) {
        if (!canCount(duration)) {
            throw new IllegalArgumentException(
                    name + " is longer than PT0S, of whole microseconds and at most P36525D, not " + duration);
        }
        return duration;
    }

    static long of(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static double toSeconds(long micros) {
        return micros / PER_SECOND;
    }
}
