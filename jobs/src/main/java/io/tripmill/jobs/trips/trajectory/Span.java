package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * When a row begins and ends.
 *
 * @param startUs microseconds since 1970-01-01T00:00:00Z
 * @param endUs microseconds since 1970-01-01T00:00:00Z, not before the start
 * @param serviceDate the service day of the start
 */
public record Span(long startUs, long endUs, LocalDate serviceDate) {
    public Span {
        requireNonNull(serviceDate, "serviceDate");
        if (endUs < startUs) {
            throw new IllegalArgumentException("a span ends at " + endUs + " before it starts at " + startUs);
        }
    }

    public double durationS() {
        return Micros.toSeconds(endUs - startUs);
    }
}
