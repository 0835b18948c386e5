package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;
import io.tripmill.geo.Polyline;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trip of {@link ProviderTrips}, or the part of one between two cuts, while its pings come in. */
final class ProviderTrip {
    private static final int NONE = -1;

    private final Device device;
    private final Haversine sphere;
    private final String tripId;
    private final Polyline line = new Polyline();
    private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);

    private double[] offsetsS = new double[8];
    private int points;
    private @Nullable Point firstPlace;
    private @Nullable Point lastPlace;
    private long lastPlaceUs;
    private double distanceM;
    private double extentM;
    private double maxSpeedMps = NONE;

    private long startUs;
    private long endUs;
    private Point start = new Point(0, 0);
    private long count;
    private long flaggedCount;
    private long maxGapUs;
    private long pausedUs;
    private @Nullable Integer firstBattery;
    private @Nullable Integer lastBattery;
    private @Nullable String vehicleId;
    private @Nullable String vehicleType;
    private @Nullable String mode;

    private String sessionId = "";
    private @Nullable String originStayId;
    private @Nullable String destinationStayId;
    /** In the session whose pings come in. */
    private int firstPing = NONE;

    private int lastPing = NONE;
    /** Whether it has pings of a session before. */
    private boolean isUnderway;

    private final boolean startsInCut;
    private boolean endsInCut;
    private boolean endsSession;
    private boolean isSettled;
    private long sessionEndUs;

    /**
     * @param startsInCut whether a service-day boundary parts it from pings of the same trip
     */
    ProviderTrip(Device device, String tripId, boolean startsInCut) {
        this.device = device;
        this.sphere = new Haversine(device.options().preset().earthRadiusM());
        this.tripId = tripId;
        this.startsInCut = startsInCut;
    }

    /** Adds a ping of a session, after those before it. */
    void add(int ping, Session session) {
        PingBuffer pings = session.pings();
        long timeUs = pings.timeUs(ping);
        if (count == 0) {
            begin(ping, session);
        } else {
            maxGapUs = Math.max(maxGapUs, timeUs - endUs);
        }
        firstPing = firstPing == NONE ? ping : firstPing;
        lastPing = ping;
        endUs = timeUs;
        count++;
        flaggedCount += pings.isFlagged(ping) ? 1 : 0;
        addVehicle(pings.attributes(ping));
        if (pings.battery(ping) != DeviceTimeline.NO_BATTERY) {
            firstBattery = firstBattery == null ? Integer.valueOf(pings.battery(ping)) : firstBattery;
            lastBattery = pings.battery(ping);
        }
        if (!pings.isLeftOut(ping)) {
            addPlace(timeUs, pings.point(ping), session.thresholds().maxSpeedMps());
        }
    }

    private void begin(int ping, Session session) {
        startUs = session.pings().timeUs(ping);
        start = session.pings().point(ping);
        sessionId = device.ids().session(session.pings().timeUs(0));
        if (startsInCut || (ping == 0 && session.startsInCut())) {
            flags.add(Flag.CUT_START);
        } else if (ping == 0) {
            flags.add(Flag.GAP_START);
        }
    }

    private void addVehicle(Attributes attributes) {
        vehicleId = vehicleId == null ? attributes.vehicleId() : vehicleId;
        vehicleType = vehicleType == null ? attributes.vehicleType() : vehicleType;
        mode = mode == null ? attributes.mode() : mode;
    }

    private void addPlace(long timeUs, Point place, double limitMps) {
        if (firstPlace == null || lastPlace == null) {
            firstPlace = place;
        } else {
            addLeg(metres(lastPlace, place), timeUs - lastPlaceUs, limitMps);
            extentM = Math.max(extentM, metres(firstPlace, place));
        }
        lastPlace = place;
        lastPlaceUs = timeUs;
        line.add(place.lat(), place.lng());
        offsetsS = points == offsetsS.length ? Arrays.copyOf(offsetsS, 2 * points) : offsetsS;
        offsetsS[points++] = Micros.toSeconds(timeUs - startUs);
    }

    private void addLeg(double metres, long durationUs, double limitMps) {
        distanceM += metres;
        if (Legs.isTooFast(metres, durationUs, limitMps)) {
            flags.add(Flag.FAST_LEG);
        } else if (durationUs > 0) {
            maxSpeedMps = Math.max(maxSpeedMps, metres / Micros.toSeconds(durationUs));
        }
    }

    private double metres(Point from, Point to) {
        return sphere.metresBetween(from.lat(), from.lng(), to.lat(), to.lng());
    }

    /** To be called when a session of which it has pings has no more for it. */
    void leave(Session session, List<Stay> stays) {
        PingBuffer pings = session.pings();
        if (!isUnderway) {
            originStayId = id(WhileInState.origin(firstPing, pings, stays), pings);
        }
        destinationStayId = id(WhileInState.destination(lastPing, pings, stays), pings);
        for (Stay stay : stays) {
            if (!stay.isLong() && firstPing <= stay.firstPing() && stay.endPing() <= lastPing) {
                pausedUs += pings.timeUs(stay.endPing()) - pings.timeUs(stay.firstPing());
            }
        }
        sessionEndUs = pings.timeUs(pings.last());
        endsSession = lastPing == pings.last();
        endsInCut = session.endsInCut();
        isSettled = sessionEndUs - endUs > session.sessionGapUs();
        isUnderway = true;
        firstPing = NONE;
        lastPing = NONE;
    }

    /**
     * What it is, as far as pings came in.
     *
     * @param isCut whether a service-day boundary parts it from later pings of the same trip
     */
    TripRecord row(boolean isCut) {
        Span span = new Span(startUs, endUs, device.options().calendar().serviceDate(startUs));
        Point from = firstPlace == null ? start : firstPlace;
        Point to = lastPlace == null ? start : lastPlace;
        return new TripRecord(
                new RowIdentity(
                        device.ids().providerTrip(tripId, startUs),
                        sessionId,
                        device.providerId(),
                        device.deviceId(),
                        device.options().paramsHash()),
                span,
                new Attributes(vehicleId, vehicleType, mode, List.of(tripId)),
                from,
                to,
                travel(span, from, to),
                new TripLine(line.encoded(), Arrays.copyOf(offsetsS, points)),
                count,
                flaggedCount,
                Micros.toSeconds(maxGapUs),
                firstBattery,
                lastBattery,
                originStayId,
                destinationStayId,
                openness(span, isCut));
    }

    private Travel travel(Span span, Point from, Point to) {
        return new Travel(
                distanceM,
                metres(from, to),
                extentM,
                Micros.toSeconds(endUs - startUs - pausedUs),
                endUs == startUs ? null : distanceM / span.durationS(),
                maxSpeedMps < 0 ? null : maxSpeedMps);
    }

    private Openness openness(Span span, boolean isCut) {
        boolean isEndOfCutSession = endsSession && endsInCut;
        EnumSet<Flag> all = EnumSet.copyOf(flags);
        SessionRows.addIf(isCut || isEndOfCutSession, all, Flag.CUT_END);
        SessionRows.addIf(flaggedCount > 0, all, Flag.TELEPORT);
        SessionRows.addIf(span.durationS() < SessionRows.SHORT_S, all, Flag.SHORT_DURATION);
        SessionRows.addIf(extentM < SessionRows.SHORT_M, all, Flag.SHORT_DISTANCE);
        return new Openness(
                all.stream().map(Flag::name).toList(), !isCut && !endsInCut && !isSettled, endsSession, sessionEndUs);
    }

    private @Nullable String id(@Nullable Stay stay, PingBuffer pings) {
        return stay == null ? null : device.ids().stay(pings.timeUs(stay.firstPing()));
    }
}
