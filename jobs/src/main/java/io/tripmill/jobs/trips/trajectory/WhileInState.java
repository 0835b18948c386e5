package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Point;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trip is a maximal sequence of pings of one session that follow each other and are all in one of the states of a trip, such as a
 * taxi's paid ride. A ping of unknown state is in none of them. Sessions and stays are what they are without states.
 *
 * <ul>
 *   <li>One ping is a sequence too: a trip of no duration and no distance. Where trips lie between stays a lone ping has no leg, and
 *       tells of no movement; here the vehicle itself says that there was a ride, however seldom it reports.
 *   <li>The way to the first ping, and from the last one, belongs to no trip: nobody knows where on it the state changed. Trips and
 *       long stays of a session may overlap, and their durations do not add up to its own.
 *   <li>A flagged ping keeps its state, for only its position is wrong: it starts, ends, counts and breaks like any other. Its
 *       position counts nowhere: a trip starts (ends) at the place of its first (last) unflagged ping, at the time of its first
 *       (last) ping. Where all are flagged, both places are the first one's, and the trip has no line and no distance.
 *   <li>All pings of the sequence say what its vehicle is, those of long stays too: the state already tells one ride from the next.
 *   <li>The origin is the long stay that the first ping belongs to, else the one that it directly follows, flagged pings aside; the
 *       destination in the same way of the last ping. A long stay inside a trip does not end it, and counts as moving time.
 *   <li>A trip is open while it ends at the last ping of an open session. The session's later pings never change the sequence of a
 *       closed trip, but the stay at its end may still last and become long: destination and moving time follow.
 *   <li>Two sequences that start at one instant, which needs a ping in another state at that very instant between them, are one
 *       trip: the start is what a trip is known by.
 * </ul>
 */
final class WhileInState implements TripRule {
    private final Set<String> states;

    /**
     * @param states those of a trip
     */
    WhileInState(Set<String> states) {
        this.states = states;
    }

    @Override
    public List<Stretch> trips(Session session, List<Stay> stays) {
        PingBuffer pings = session.pings();
        BitSet inState = inState(pings);
        List<Stretch> trips = new ArrayList<>();
        int last;
        for (int first = inState.nextSetBit(0); first >= 0; first = inState.nextSetBit(last + 1)) {
            last = inState.nextClearBit(first) - 1;
            Stretch before = trips.isEmpty() ? null : trips.get(trips.size() - 1);
            if (before != null && pings.timeUs(before.firstPing()) == pings.timeUs(first)) {
                trips.set(trips.size() - 1, trip(before.firstPing(), last, pings, stays));
            } else {
                trips.add(trip(first, last, pings, stays));
            }
        }
        return trips;
    }

    @Override
    public BitSet mutePings(List<Stay> stays) {
        return new BitSet();
    }

    @SuppressWarnings("ReferenceEquality") // skips runs of one instance; an equal one costs time, and changes nothing
    private BitSet inState(PingBuffer pings) {
        BitSet inState = new BitSet();
        Attributes previous = Attributes.NONE;
        boolean isIn = false;
        for (int i = 0; i < pings.size(); i++) {
            Attributes attributes = pings.attributes(i);
            if (attributes != previous) {
                isIn = attributes.vehicleState() != null && states.contains(attributes.vehicleState());
                previous = attributes;
            }
            inState.set(i, isIn);
        }
        return inState;
    }

    private static Stretch trip(int first, int last, PingBuffer pings, List<Stay> stays) {
        int from = pings.nextNotLeftOut(first);
        int to = last;
        while (to > from && pings.isLeftOut(to)) {
            to--;
        }
        Point start = pings.point(from <= last ? from : first);
        Point end = from <= last ? pings.point(to) : start;
        return new Stretch(
                first,
                last,
                origin(first, pings, stays),
                destination(last, pings, stays),
                start,
                end,
                last < pings.last());
    }

    /** Of two long stays side by side, the later: the first ping belongs to it. */
    static @Nullable Stay origin(int first, PingBuffer pings, List<Stay> stays) {
        Stay origin = null;
        for (Stay stay : stays) {
            boolean isAtStart = stay.firstPing() <= first && pings.nextNotLeftOut(stay.lastPing() + 1) >= first;
            if (stay.isLong() && isAtStart) {
                origin = stay;
            }
        }
        return origin;
    }

    /** Of two long stays side by side, the earlier: the last ping belongs to it. */
    static @Nullable Stay destination(int last, PingBuffer pings, List<Stay> stays) {
        for (Stay stay : stays) {
            boolean isAtEnd = last <= stay.lastPing() && stay.firstPing() <= pings.nextNotLeftOut(last + 1);
            if (stay.isLong() && isAtEnd) {
                return stay;
            }
        }
        return null;
    }
}
