package io.tripmill.jobs.trips.trajectory;

/**
 * A range of a device's time in which sessions, stays and trips must be computed again. A session, stored or computed anew, lies inside
 * it or outside, never across its edges; so a {@link DeviceTimeline} of its pings alone finds what one of all pings finds there.
 *
 * @param startUs microseconds since 1970-01-01T00:00:00Z
 * @param endUs microseconds since 1970-01-01T00:00:00Z, inside the range
 * @param startsInCut whether a service-day boundary, not a silence, precedes the first ping inside
 * @param endsInCut whether a service-day boundary, not a silence, follows the last ping inside
 */
public record AffectedRange(long startUs, long endUs, boolean startsInCut, boolean endsInCut) {
    public AffectedRange {
        if (endUs < startUs) {
            throw new IllegalArgumentException("a range ends at " + endUs + " before it starts at " + startUs);
        }
    }

    /** Whether the range and another stretch of time have an instant in common. */
    public boolean meets(long fromUs, long untilUs) {
        return fromUs <= endUs && startUs <= untilUs;
    }
}
