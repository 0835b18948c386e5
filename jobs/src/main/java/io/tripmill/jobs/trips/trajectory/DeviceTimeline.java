package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import io.tripmill.time.ServiceCalendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pings of one device, given in time order, into sessions, stays and trips.
 *
 * <p>A run of pings ends with a silence longer than the session gap. A run is cut into sessions at every service-day boundary inside
 * it but the first, so that a night trip stays whole and a device that never falls silent stays bounded; a ping exactly on a
 * boundary opens the new session. One session at a time is held in memory, and handed on when the ping after it arrives; trips of
 * {@link TrajectoryOptions#withProviderTrips} are held until their silence has passed.
 *
 * <p>Not safe for use by several threads.
 */
public final class DeviceTimeline {
    /** Stands for a battery that is not known. */
    public static final int NO_BATTERY = Integer.MIN_VALUE;

    private static final long NEVER_US = Long.MAX_VALUE;

    private final TrajectoryOptions options;
    private final ServiceCalendar calendar;
    private final long sessionGapUs;
    private final Device device;
    private final Movements movements;
    private final PingBuffer pings;
    private final @Nullable ProviderTrips providerTrips;

    private boolean startsInCut;
    private long cutUs;
    private boolean hasEnded;

    /**
     * A whole time line.
     *
     * @param movements receives each session when it is complete
     */
    public DeviceTimeline(TrajectoryOptions options, String providerId, String deviceId, Movements movements) {
        this(options, providerId, deviceId, false, movements);
    }

    /**
     * A time line or a part of one: all pings of some sessions that follow each other.
     *
     * @param startsInCut whether a service-day boundary, not a silence, precedes the first ping
     * @param movements receives each session when it is complete
     */
    public DeviceTimeline(
            TrajectoryOptions options, String providerId, String deviceId, boolean startsInCut, Movements movements) {
        this.options = options;
        this.calendar = options.calendar();
        this.sessionGapUs = Micros.of(options.sessionGap());
        this.device = Device.of(options, providerId, deviceId);
        this.movements = requireNonNull(movements, "movements");
        this.pings = new PingBuffer(options.preset());
        this.providerTrips = options.tripMaxSilence()
                .map(silence -> new ProviderTrips(device, silence))
                .orElse(null);
        this.startsInCut = startsInCut;
    }

    /**
     * Adds the next ping.
     *
     * @param timestampUs microseconds since 1970-01-01T00:00:00Z, not before the ping before; pings of one instant come in the
     *     caller's order
     * @param lat degrees, in [-90, 90]
     * @param lng degrees, in [-180, 180]
     * @param batteryPercent charge, or {@link #NO_BATTERY}
     */
    public void ping(long timestampUs, double lat, double lng, Attributes attributes, int batteryPercent) {
        requireAcceptable(timestampUs, lat, lng);
        if (pings.size() == 0) {
            begin(timestampUs);
        } else if (timestampUs - pings.timeUs(pings.last()) > sessionGapUs) {
            closeSession(false);
            openRun(timestampUs);
        } else if (timestampUs >= cutUs) {
            closeSession(true);
            continueRun(timestampUs);
        }
        pings.add(timestampUs, lat, lng, attributes, batteryPercent);
    }

    /** Hands on the last session, which a silence ends. No ping may follow. */
    public void end() {
        end(false);
    }

    /**
     * Hands on the last session. No ping may follow.
     *
     * @param endsInCut whether a service-day boundary, not a silence, follows the last ping
     */
    public void end(boolean endsInCut) {
        if (!hasEnded && pings.size() > 0) {
            closeSession(endsInCut);
        }
        if (providerTrips != null) {
            providerTrips.end(movements);
        }
        hasEnded = true;
    }

    private void requireAcceptable(long timestampUs, double lat, double lng) {
        if (hasEnded) {
            throw new IllegalStateException("a time line that has ended takes no ping");
        }
        if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + lat + ", " + lng);
        }
        if (pings.size() > 0 && timestampUs < pings.timeUs(pings.last())) {
            throw new IllegalArgumentException(
                    "pings come in time order, but " + timestampUs + " came after " + pings.timeUs(pings.last()));
        }
    }

    private void begin(long timestampUs) {
        if (startsInCut) {
            continueRun(timestampUs);
        } else {
            openRun(timestampUs);
        }
    }

    private void continueRun(long timestampUs) {
        startsInCut = true;
        cutUs = calendar.nextBoundaryAfterUs(timestampUs);
    }

    private void openRun(long timestampUs) {
        startsInCut = false;
        if (options.preset().cutsAtBoundaries()) {
            long firstBoundaryUs = calendar.nextBoundaryAfterUs(timestampUs);
            cutUs = calendar.nextBoundaryAfterUs(firstBoundaryUs);
        } else {
            cutUs = NEVER_US;
        }
    }

    private void closeSession(boolean endsInCut) {
        Session session = new Session(pings, thresholds(), sessionGapUs, startsInCut, endsInCut);
        Legs.measure(session);
        List<Stay> stays = options.preset().stayRule().stays(session);
        TripRule tripRule = options.tripRule();
        SessionRows rows = new SessionRows(device, session, stays, tripRule.mutePings(stays));
        movements.session(rows.session());
        for (Stay stay : stays) {
            movements.stay(rows.stay(stay));
        }
        if (providerTrips != null) {
            providerTrips.take(session, stays, movements);
        } else {
            for (Stretch trip : tripRule.trips(session, stays)) {
                movements.trip(rows.trip(trip));
            }
        }
        pings.clear();
    }

    private Thresholds thresholds() {
        if (options.profiles().isEmpty()) {
            return options.thresholds();
        }
        String vehicleType = null;
        String mode = null;
        for (int i = 0; i < pings.size() && (vehicleType == null || mode == null); i++) {
            Attributes attributes = pings.attributes(i);
            vehicleType = vehicleType == null ? attributes.vehicleType() : vehicleType;
            mode = mode == null ? attributes.mode() : mode;
        }
        return options.thresholdsFor(vehicleType, mode);
    }
}
