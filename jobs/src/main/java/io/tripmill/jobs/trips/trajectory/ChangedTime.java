package io.tripmill.jobs.trips.trajectory;

/**
 * Instants of a device at which pings were added, replaced or removed; between neighbours no more than a session gap.
 *
 * @param firstUs microseconds since 1970-01-01T00:00:00Z
 * @param lastUs microseconds since 1970-01-01T00:00:00Z, not before the first
 */
public record ChangedTime(long firstUs, long lastUs) {
    public ChangedTime {
        if (lastUs < firstUs) {
            throw new IllegalArgumentException("what changed ends at " + lastUs + " before it starts at " + firstUs);
        }
    }
}
