package io.tripmill.jobs.trips.trajectory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trips of one device, as the provider tells them: a trip is all pings that carry one trip id. It may overlap others, as where
 * riders share a vehicle, and silences do not end it. Sessions and stays are what they are without it.
 *
 * <ul>
 *   <li>Pings of one id that are further apart than {@link TrajectoryOptions#tripMaxSilence} belong to two trips, for ids are used
 *       again; exactly so far apart, to one.
 *   <li>A ping that cancels an id takes that trip away, whatever came before and follows. For silence it counts like the others.
 *   <li>A trip is cut at every service-day boundary inside it but the first, as a run of pings is cut into sessions: a row spans two
 *       service dates at the most.
 *   <li>One ping is a trip too, of no duration and no distance. Pings between those of a trip that do not carry its id are not on it.
 *   <li>A leg joins neighbouring pings of the trip, across a silence too: the provider says that the trip went on.
 *   <li>A flagged ping starts, ends and counts like any other, but its position counts nowhere; where all are flagged, both places are
 *       the first one's, and the trip has no line and no distance.
 *   <li>Origin and destination are found as trips by state find theirs, in the sessions of the first and of the last ping.
 *   <li>Short stays inside count as pauses where they lie between pings of the trip in their own session.
 *   <li>A trip is open while the session of its last ping is, unless that session went on for more than a session gap without it. A
 *       later ping with its id changes a closed trip nevertheless: only the provider knows when it is over.
 *   <li>A trip is known by the provider's id and its start.
 * </ul>
 *
 * <p>What is held of a trip until its silence has passed is its line, some twenty bytes a ping.
 */
final class ProviderTrips {
    private final Device device;
    private final long maxSilenceUs;
    private final TreeMap<String, Telling> tellings = new TreeMap<>();

    ProviderTrips(Device device, Duration maxSilence) {
        this.device = device;
        this.maxSilenceUs = Micros.of(maxSilence);
    }

    /** Adds the pings of the next session, whose legs are measured, and hands on the trips that ended before its last ping. */
    void take(Session session, List<Stay> stays, Movements movements) {
        PingBuffer pings = session.pings();
        Set<Telling> met = new HashSet<>();
        for (int i = 0; i < pings.size(); i++) {
            Attributes attributes = pings.attributes(i);
            long timeUs = pings.timeUs(i);
            for (String tripId : attributes.namedTripIds()) {
                Telling telling = tellings.get(tripId);
                if (telling == null || telling.isOver(timeUs)) {
                    if (telling != null) {
                        telling.leave(session, stays);
                        telling.handOn(movements);
                    }
                    telling = new Telling(tripId);
                    tellings.put(tripId, telling);
                }
                telling.lastUs = timeUs;
                telling.isCancelled |= attributes.cancelledTripIds().contains(tripId);
                if (attributes.tripIds().contains(tripId)) {
                    telling.add(i, session, stays);
                }
                met.add(telling);
            }
        }
        met.forEach(telling -> telling.leave(session, stays));
        handOnEnded(pings.timeUs(pings.last()), movements);
    }

    /** Hands on all trips. */
    void end(Movements movements) {
        tellings.values().forEach(telling -> telling.handOn(movements));
        tellings.clear();
    }

    private void handOnEnded(long nowUs, Movements movements) {
        Iterator<Telling> all = tellings.values().iterator();
        while (all.hasNext()) {
            Telling telling = all.next();
            if (telling.isOver(nowUs)) {
                telling.handOn(movements);
                all.remove();
            }
        }
    }

    /** What is told of one id without too long a silence: one trip, or the parts of one that is cut. */
    private final class Telling {
        private final String tripId;
        private final List<TripRecord> cutOff = new ArrayList<>();
        private @Nullable ProviderTrip part;
        private boolean isInSession;
        private long cutUs;
        private long lastUs;
        private boolean isCancelled;

        Telling(String tripId) {
            this.tripId = tripId;
        }

        boolean isOver(long nowUs) {
            return nowUs - lastUs > maxSilenceUs;
        }

        void add(int ping, Session session, List<Stay> stays) {
            long timeUs = session.pings().timeUs(ping);
            ProviderTrip current = part;
            if (current == null) {
                current = new ProviderTrip(device, tripId, false);
                cutUs = nextBoundaryUs(nextBoundaryUs(timeUs));
            } else if (timeUs >= cutUs) {
                leave(session, stays);
                cutOff.add(current.row(true));
                current = new ProviderTrip(device, tripId, true);
                cutUs = nextBoundaryUs(timeUs);
            }
            current.add(ping, session);
            isInSession = true;
            part = current;
        }

        void leave(Session session, List<Stay> stays) {
            if (part != null && isInSession) {
                part.leave(session, stays);
            }
            isInSession = false;
        }

        void handOn(Movements movements) {
            if (part != null && !isCancelled) {
                cutOff.forEach(movements::trip);
                movements.trip(part.row(false));
            }
        }

        private long nextBoundaryUs(long timeUs) {
            return device.options().calendar().nextBoundaryAfterUs(timeUs);
        }
    }
}
