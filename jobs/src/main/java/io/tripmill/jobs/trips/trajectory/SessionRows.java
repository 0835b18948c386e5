package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Polyline;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a session, its stays and its trips as rows. */
final class SessionRows {
    /** Shorter trips get {@link Flag#SHORT_DURATION}, seconds. */
    static final double SHORT_S = 60;
    /** Trips of a smaller extent get {@link Flag#SHORT_DISTANCE}, metres. */
    static final double SHORT_M = 100;

    private final Device device;
    private final Session session;
    private final PingBuffer pings;
    private final List<Stay> stays;
    private final BitSet mutePings;
    private final String sessionId;

    /**
     * @param mutePings those that say nothing about the vehicle of a trip
     */
    SessionRows(Device device, Session session, List<Stay> stays, BitSet mutePings) {
        this.device = device;
        this.session = session;
        this.pings = session.pings();
        this.stays = stays;
        this.mutePings = mutePings;
        this.sessionId = device.ids().session(pings.timeUs(0));
    }

    SessionRecord session() {
        Span span = span(0, pings.last());
        PingTally tally = PingTally.between(0, pings.last(), pings);
        Legs legs = Legs.between(0, pings.last(), session);
        EnumSet<Flag> flags = flags(0, pings.last(), tally);
        addIf(legs.isFastSomewhere(), flags, Flag.FAST_LEG);
        return new SessionRecord(
                identity(sessionId),
                span,
                tally.count(),
                tally.flaggedCount(),
                legs.distanceM(),
                tally.maxGapS(),
                device.options().hasProviderTrips() ? providerTripIds() : null,
                openness(flags, pings.last(), false));
    }

    private List<String> providerTripIds() {
        SortedSet<String> ids = new TreeSet<>();
        for (int i = 0; i < pings.size(); i++) {
            ids.addAll(pings.attributes(i).namedTripIds());
        }
        return List.copyOf(ids);
    }

    StayRecord stay(Stay stay) {
        PingTally tally = PingTally.between(stay.firstPing(), stay.endPing(), pings);
        EnumSet<Flag> flags = flags(stay.firstPing(), stay.endPing(), tally);
        return new StayRecord(
                identity(device.ids().stay(pings.timeUs(stay.firstPing()))),
                span(stay.firstPing(), stay.endPing()),
                stay.centre(),
                stay.pingCount(),
                openness(flags, stay.endPing(), isSettled(stay)));
    }

    TripRecord trip(Stretch trip) {
        Span span = span(trip.firstPing(), trip.lastPing());
        PingTally tally = PingTally.between(trip.firstPing(), trip.lastPing(), pings);
        Legs legs = Legs.between(trip.firstPing(), trip.lastPing(), session);
        Travel travel = travel(trip, span, legs);
        EnumSet<Flag> flags = flags(trip.firstPing(), trip.lastPing(), tally);
        addIf(legs.isFastSomewhere(), flags, Flag.FAST_LEG);
        addIf(span.durationS() < SHORT_S, flags, Flag.SHORT_DURATION);
        addIf(travel.extentM() < SHORT_M, flags, Flag.SHORT_DISTANCE);
        return new TripRecord(
                identity(device.ids().trip(span.startUs())),
                span,
                TripAttributes.of(trip, pings, mutePings),
                trip.start(),
                trip.end(),
                travel,
                line(trip),
                tally.count(),
                tally.flaggedCount(),
                tally.maxGapS(),
                firstBattery(trip),
                lastBattery(trip),
                id(trip.origin()),
                id(trip.destination()),
                openness(flags, trip.lastPing(), trip.isFinished()));
    }

    private RowIdentity identity(String id) {
        return new RowIdentity(
                id,
                sessionId,
                device.providerId(),
                device.deviceId(),
                device.options().paramsHash());
    }

    private Span span(int first, int last) {
        long startUs = pings.timeUs(first);
        return new Span(startUs, pings.timeUs(last), device.options().calendar().serviceDate(startUs));
    }

    private @Nullable String id(@Nullable Stay stay) {
        return stay == null ? null : device.ids().stay(pings.timeUs(stay.firstPing()));
    }

    private EnumSet<Flag> flags(int first, int last, PingTally tally) {
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        addIf(first == 0, flags, session.startsInCut() ? Flag.CUT_START : Flag.GAP_START);
        addIf(last == pings.last() && session.endsInCut(), flags, Flag.CUT_END);
        addIf(tally.flaggedCount() > 0, flags, Flag.TELEPORT);
        return flags;
    }

    static void addIf(boolean holds, EnumSet<Flag> flags, Flag flag) {
        if (holds) {
            flags.add(flag);
        }
    }

    private Openness openness(EnumSet<Flag> flags, int lastPing, boolean isSettled) {
        return new Openness(
                flags.stream().map(Flag::name).toList(),
                !session.endsInCut() && !isSettled,
                lastPing == pings.last(),
                pings.timeUs(pings.last()));
    }

    /**
     * Whether pings still to come leave a stay as it is. One unflagged ping after it is not enough: the next may show that it was
     * a teleport, and the stay goes on.
     */
    private boolean isSettled(Stay stay) {
        int unflagged = 0;
        for (int i = pings.last(); i > stay.endPing() && unflagged < 2; i--) {
            unflagged += pings.isFlagged(i) ? 0 : 1;
        }
        return unflagged >= 2;
    }

    private Travel travel(Stretch trip, Span span, Legs legs) {
        long shortStaysUs = 0;
        for (Stay stay : stays) {
            if (!stay.isLong() && trip.holds(stay)) {
                shortStaysUs += pings.timeUs(stay.endPing()) - pings.timeUs(stay.firstPing());
            }
        }
        long durationUs = span.endUs() - span.startUs();
        Haversine sphere = pings.sphere();
        return new Travel(
                legs.distanceM(),
                sphere.metresBetween(
                        trip.start().lat(),
                        trip.start().lng(),
                        trip.end().lat(),
                        trip.end().lng()),
                extentM(trip),
                Micros.toSeconds(durationUs - shortStaysUs),
                durationUs == 0 ? null : legs.distanceM() / span.durationS(),
                legs.maxSpeedMps());
    }

    private double extentM(Stretch trip) {
        int from = pings.nextNotLeftOut(trip.firstPing());
        int farthest = from;
        double farthestM = 0;
        for (int i = from + 1; i <= trip.lastPing(); i++) {
            double metres = pings.metres(from, i);
            if (metres > farthestM && !pings.isLeftOut(i)) {
                farthest = i;
                farthestM = metres;
            }
        }
        return pings.metresBeside(SHORT_M, from, farthest);
    }

    private TripLine line(Stretch trip) {
        Polyline polyline = new Polyline();
        double[] offsetsS = new double[trip.lastPing() - trip.firstPing() + 1];
        int points = 0;
        for (int i = trip.firstPing(); i <= trip.lastPing(); i++) {
            if (!pings.isLeftOut(i)) {
                polyline.add(pings.lat(i), pings.lng(i));
                offsetsS[points++] = Micros.toSeconds(pings.timeUs(i) - pings.timeUs(trip.firstPing()));
            }
        }
        return new TripLine(polyline.encoded(), Arrays.copyOf(offsetsS, points));
    }

    private @Nullable Integer firstBattery(Stretch trip) {
        for (int i = trip.firstPing(); i <= trip.lastPing(); i++) {
            if (pings.battery(i) != DeviceTimeline.NO_BATTERY) {
                return pings.battery(i);
            }
        }
        return null;
    }

    private @Nullable Integer lastBattery(Stretch trip) {
        for (int i = trip.lastPing(); i >= trip.firstPing(); i--) {
            if (pings.battery(i) != DeviceTimeline.NO_BATTERY) {
                return pings.battery(i);
            }
        }
        return null;
    }
}
