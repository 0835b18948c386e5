package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import io.tripmill.geo.Point;

/**
 * A dwell of a device within a radius.
 *
 * @param centre the mean of the pings inside
 * @param pingCount pings inside, without flagged ones unless the preset leaves nothing out
 */
public record StayRecord(RowIdentity identity, Span span, Point centre, long pingCount, Openness openness) {
    public StayRecord {
        requireNonNull(identity, "identity");
        requireNonNull(span, "span");
        requireNonNull(centre, "centre");
        requireNonNull(openness, "openness");
    }
}
