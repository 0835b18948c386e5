package io.tripmill.jobs.trips.trajectory;

import java.util.List;

/** Which stretches of a session are trips. */
sealed interface TripRule permits BetweenLongStays, BetweenActivities {
    /** The trips of a session with the given stays, in time order. */
    List<Stretch> trips(Session session, List<Stay> stays);
}
