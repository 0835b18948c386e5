package io.tripmill.jobs.trips.packed;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Whose time line it is.
 *
 * @param marks the values of the columns that {@link PackedTimelines#dividedBy} names, in their order
 */
public record TimelineKey(String providerId, String deviceId, List<Long> marks) {
    public TimelineKey {
        requireNonNull(providerId, "providerId");
        requireNonNull(deviceId, "deviceId");
        marks = List.copyOf(marks);
    }

    /** A time line that is all of a device's. */
    public TimelineKey(String providerId, String deviceId) {
        this(providerId, deviceId, List.of());
    }
}
