package io.tripmill.jobs.trips.trajectory;

import java.util.List;

/** Which dwells are stays, when they end, where their centre is, and which of them are long. */
sealed interface StayRule permits LastInside, FirstOutside {
    /** The stays of a session, in time order. */
    List<Stay> stays(Session session);
}
