package io.tripmill.jobs.trips.trajectory;

import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the pings of a trip say about its vehicle. Flagged pings count, for only their position is wrong. Where trips lie between
 * long stays, pings of a long stay do not, for whoever leaves a parked vehicle and whoever takes it next may be two provider trips.
 */
final class TripAttributes {
    private @Nullable String vehicleId;
    private @Nullable String vehicleType;
    private @Nullable String mode;
    private final SortedSet<String> tripIds = new TreeSet<>();

    private TripAttributes() {}

    /** Of each attribute the first that is known, and all provider trips; no state. */
    @SuppressWarnings("ReferenceEquality") // skips runs of one instance; an equal one costs time, and changes nothing
    static Attributes of(Stretch trip, PingBuffer pings, BitSet mutePings) {
        TripAttributes found = new TripAttributes();
        Attributes previous = Attributes.NONE;
        int i = mutePings.nextClearBit(trip.firstPing());
        while (i <= trip.lastPing()) {
            Attributes attributes = pings.attributes(i);
            if (attributes != previous) {
                found.add(attributes);
                previous = attributes;
            }
            i = mutePings.nextClearBit(i + 1);
        }
        return new Attributes(found.vehicleId, found.vehicleType, found.mode, List.copyOf(found.tripIds));
    }

    /** The pings of a session that belong to a long stay. */
    static BitSet longStayPings(List<Stay> stays) {
        BitSet pings = new BitSet();
        for (Stay stay : stays) {
            if (stay.isLong()) {
                pings.set(stay.firstPing(), stay.lastPing() + 1);
            }
        }
        return pings;
    }

    private void add(Attributes attributes) {
        vehicleId = vehicleId == null ? attributes.vehicleId() : vehicleId;
        vehicleType = vehicleType == null ? attributes.vehicleType() : vehicleType;
        mode = mode == null ? attributes.mode() : mode;
        tripIds.addAll(attributes.tripIds());
    }
}
