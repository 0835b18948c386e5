package io.tripmill.jobs.trips.trajectory;

import java.util.BitSet;
import java.util.List;

/** Which stretches of a session are trips. */
sealed interface TripRule permits BetweenLongStays, BetweenActivities, WhileInState {
    /** The trips of a session with the given stays, in time order. */
    List<Stretch> trips(Session session, List<Stay> stays);

    /** The pings of a session that say nothing about the vehicle of its trips. */
    BitSet mutePings(List<Stay> stays);
}
