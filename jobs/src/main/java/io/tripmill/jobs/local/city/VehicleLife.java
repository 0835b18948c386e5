package io.tripmill.jobs.local.city;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one vehicle does from the first day to the last, and what its device measures of it, step by step. */
final class VehicleLife {
    private static final long SHORT_STAND_LEAST_MS = 3 * 60_000L;
    private static final long SHORT_STAND_MOST_MS = 13 * 60_000L;
    private static final long LONG_STAND_LEAST_MS = 15 * 60_000L + 30_000;
    private static final long LONG_STAND_READY_MS = 20 * 60_000L;
    private static final double METRES_PER_PERCENT = 900;
    private static final double CHARGE_WANTED = 20;

    private final Vehicle vehicle;
    private final CityMap map;
    private final LocalClock clock;
    private final long cityEndMs;
    private final Dice dice;
    private final Receiver receiver;

    private CityMap.@Nullable BusLine line;
    private Activity activity;
    private Place place;
    private Spot spot;
    private long nextReportMs;
    private long tripNumber;
    private double charge;
    private boolean isOver;

    /** Who hears of what happens. */
    interface Listener {
        void drives(DrivenTrip trip);

        void measures(Fix fix);
    }

    VehicleLife(Vehicle vehicle, CityPlan plan, CityMap map) {
        this.vehicle = vehicle;
        this.map = map;
        this.clock = new LocalClock(plan.zone());
        this.cityEndMs = plan.endMs();
        this.dice = Dice.of(plan.seed(), "life of " + vehicle.deviceId(), 0);
        this.receiver = new Receiver(Dice.of(plan.seed(), "receiver of " + vehicle.deviceId(), 0));
        this.line = vehicle.fleet().equals(Fleet.BUSES) ? map.line(vehicle.number()) : null;
        this.place = line == null ? map.anyPlace(dice) : line.from();
        this.spot = place.parkingSpot(dice);
        this.charge = dice.between(40.0, 100.0);
        long takenMs = vehicle.fleet().demand().takenAtMs(plan.startMs(), clock, dice);
        this.activity = stand(plan.startMs(), takenMs);
        this.nextReportMs = activity.firstReportMs(dice);
    }

    /** Lives on until an instant, and tells of every report before it. */
    void liveUntil(long untilMs, Listener listener) {
        while (!isOver) {
            if (nextReportMs == Activity.NEVER) {
                isOver = activity instanceof Stand && activity.endMs() >= cityEndMs;
                if (activity.endMs() >= untilMs) {
                    return;
                }
                begin(next(), listener);
            } else if (nextReportMs < untilMs) {
                report(listener);
                nextReportMs = activity.nextReportMs(nextReportMs, dice);
            } else {
                return;
            }
        }
    }

    boolean isOver() {
        return isOver;
    }

    /** How often the device was somewhere else. */
    long teleports() {
        return receiver.teleports();
    }

    private void report(Listener listener) {
        Moment moment = activity.at(nextReportMs);
        if (moment.isUnderSky()) {
            Spot measured = receiver.measure(moment.spot());
            listener.measures(new Fix(
                    vehicle,
                    nextReportMs,
                    measured.point(),
                    receiver.accuracyM(),
                    moment.speedMps(),
                    moment.headingDegrees(),
                    receiver.satellites(),
                    activity.vehicleState(),
                    activity instanceof Drive ? vehicle.deviceId() + "-t" + tripNumber : null,
                    (int) (activity instanceof Drive drive ? chargeAfter(drive.drivenM(nextReportMs)) : charge)));
        }
    }

    private double chargeAfter(double metres) {
        return Math.max(1, charge - metres / METRES_PER_PERCENT);
    }

    private Activity next() {
        if (activity instanceof Drive drive) {
            charge = chargeAfter(drive.distanceM());
            return standAfter(drive);
        }
        if (charge < CHARGE_WANTED) {
            charge = dice.between(80.0, 100.0);
        }
        return driveFrom(activity.endMs());
    }

    private void begin(Activity next, Listener listener) {
        activity = next;
        if (next instanceof Drive drive) {
            Spot start = drive.at(drive.startMs()).spot();
            listener.drives(new DrivenTrip(
                    vehicle,
                    drive.startMs(),
                    drive.endMs(),
                    start.point(),
                    spot.point(),
                    drive.distanceM(),
                    drive.inTunnelMs()));
        }
        nextReportMs = next.firstReportMs(dice);
    }

    private Stand standAfter(Drive drive) {
        long startMs = drive.endMs();
        long endMs;
        if (dice.chance(vehicle.fleet().habits().shortStandShare())) {
            endMs = startMs + dice.between(SHORT_STAND_LEAST_MS, SHORT_STAND_MOST_MS);
        } else {
            long freeMs = startMs + dice.between(LONG_STAND_LEAST_MS, LONG_STAND_READY_MS);
            endMs = vehicle.fleet().demand().takenAtMs(freeMs, clock, dice);
        }
        return stand(startMs, endMs);
    }

    private Stand stand(long startMs, long endMs) {
        Fleet.Reporting reporting = vehicle.fleet().reporting();
        long everyMs = vehicle.sendsHeartbeats() ? reporting.parkedEveryMs() : Activity.NEVER;
        long asleepMs = reporting.fallsAsleepAfterMs() == Long.MAX_VALUE
                ? cityEndMs
                : Math.min(cityEndMs, startMs + reporting.fallsAsleepAfterMs());
        return new Stand(place, spot, startMs, endMs, everyMs, asleepMs);
    }

    /** Drives to where someone wants to go now, and parks there. */
    private Drive driveFrom(long startMs) {
        Fleet fleet = vehicle.fleet();
        Place destination;
        List<Leg> way;
        if (line != null) {
            destination = line.to();
            way = line.way();
            line = line.back();
        } else {
            Fleet.Pace pace = fleet.pace();
            destination = map.farFrom(place, pace.leastBlocks(), pace.mostBlocks(), clock.partOfDay(startMs), dice);
            way = Streets.way(
                    place.crossing(), destination.crossing(), fleet.habits().isMotor(), dice);
        }
        Spot parking = destination.parkingSpot(dice);
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(spot, place.crossing().spot(), false));
        legs.addAll(way);
        legs.add(new Leg(destination.crossing().spot(), parking, false));
        place = destination;
        spot = parking;
        tripNumber++;
        return Drive.along(legs, startMs, fleet, dice);
    }
}
