package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

/**
 * A stretch of pings without a long silence.
 *
 * @param pingCount flagged pings included
 * @param flaggedPingCount pings taken for teleports
 * @param distanceM metres, the sum of the legs between unflagged pings
 * @param maxGapS seconds, the longest silence between neighbouring pings; 0 for a lone ping
 */
public record SessionRecord(
        RowIdentity identity,
        Span span,
        long pingCount,
        long flaggedPingCount,
        double distanceM,
        double maxGapS,
        Openness openness) {

    public SessionRecord {
        requireNonNull(identity, "identity");
        requireNonNull(span, "span");
        requireNonNull(openness, "openness");
    }
}
