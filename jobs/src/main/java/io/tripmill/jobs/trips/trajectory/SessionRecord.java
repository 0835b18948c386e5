package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of pings without a long silence.
 *
 * @param pingCount flagged pings included
 * @param flaggedPingCount pings taken for teleports
 * @param distanceM metres, the sum of the legs between unflagged pings
 * @param maxGapS seconds, the longest silence between neighbouring pings; 0 for a lone ping
 * @param providerTripIds all that its pings name, distinct and sorted; null where trips are not those of the provider
 */
public record SessionRecord(
        RowIdentity identity,
        Span span,
        long pingCount,
        long flaggedPingCount,
        double distanceM,
        double maxGapS,
        @Nullable List<String> providerTripIds,
        Openness openness) {

    public SessionRecord {
        requireNonNull(identity, "identity");
        requireNonNull(span, "span");
        providerTripIds = providerTripIds == null ? null : List.copyOf(providerTripIds);
        requireNonNull(openness, "openness");
    }
}
