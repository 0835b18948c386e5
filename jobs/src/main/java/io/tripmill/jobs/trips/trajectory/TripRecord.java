package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import io.tripmill.geo.Point;
import org.jspecify.annotations.Nullable;

/**
 * Movement between two long stays of a session, or between one and the session's edge; or, by state or provider, what
 * {@link WhileInState} or {@link ProviderTrips} says.
 *
 * @param vehicle of its pings that belong to no long stay, by state of all: the first known vehicle id, type and mode, and all
 *     provider trip ids, distinct and sorted
 * @param pingCount from the first ping to the last, flagged ones included
 * @param flaggedPingCount pings taken for teleports
 * @param maxGapS seconds, the longest silence between neighbouring pings
 * @param startBatteryPercent the first known charge; null if none is known
 * @param endBatteryPercent the last known charge; null if none is known
 * @param originStayId the long stay that the trip leaves; null if it starts elsewhere
 * @param destinationStayId the long stay that the trip arrives at; null if it ends elsewhere
 */
public record TripRecord(
        RowIdentity identity,
        Span span,
        Attributes vehicle,
        Point start,
        Point end,
        Travel travel,
        TripLine line,
        long pingCount,
        long flaggedPingCount,
        double maxGapS,
        @Nullable Integer startBatteryPercent,
        @Nullable Integer endBatteryPercent,
        @Nullable String originStayId,
        @Nullable String destinationStayId,
        Openness openness) {

    public TripRecord {
        requireNonNull(identity, "identity");
        requireNonNull(span, "span");
        requireNonNull(vehicle, "vehicle");
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        requireNonNull(travel, "travel");
        requireNonNull(line, "line");
        requireNonNull(openness, "openness");
    }
}
