package io.tripmill.jobs.trips.trajectory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trip runs from the last ping of a long stay, or the session's first, to the first ping of the next, or the session's last. The
 * border pings belong to both, so that durations add up. Where nothing moves there is no trip: fewer than two pings, or all of
 * them in one short stay.
 */
final class BetweenLongStays implements TripRule {
    @Override
    public List<Stretch> trips(Session session, List<Stay> stays) {
        PingBuffer pings = session.pings();
        List<Stretch> trips = new ArrayList<>();
        Stay origin = null;
        for (Stay stay : stays) {
            if (stay.isLong()) {
                addTrip(trips, pings, origin, stay);
                origin = stay;
            }
        }
        // The borders of any other trip belong to long stays, so only a whole session can lie in one short stay.
        if (origin != null || !isOneStay(pings, stays)) {
            addTrip(trips, pings, origin, null);
        }
        return trips;
    }

    @Override
    public BitSet mutePings(List<Stay> stays) {
        return TripAttributes.longStayPings(stays);
    }

    private static boolean isOneStay(PingBuffer pings, List<Stay> stays) {
        return stays.size() == 1
                && stays.get(0).firstPing() == 0
                && stays.get(0).lastPing() == pings.last();
    }

    /** Neither edge is ever left out, so two pings that differ are two that count. */
    private static void addTrip(
            List<Stretch> trips, PingBuffer pings, @Nullable Stay origin, @Nullable Stay destination) {
        int first = origin == null ? 0 : origin.lastPing();
        int last = destination == null ? pings.last() : destination.firstPing();
        if (first < last) {
            boolean isFinished = destination != null;
            trips.add(new Stretch(first, last, origin, destination, pings.point(first), pings.point(last), isFinished));
        }
    }
}
