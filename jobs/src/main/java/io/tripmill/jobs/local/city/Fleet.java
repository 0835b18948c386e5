package io.tripmill.jobs.local.city;

import java.util.List;

/**
 * Vehicles of one provider and type.
 *
 * @param badge who they are
 * @param pace how they move
 * @param reporting when their devices report
 * @param habits what people do with them
 * @param demand how often they are taken
 */
record Fleet(Badge badge, Pace pace, Reporting reporting, Habits habits, Demand demand) {
    static final Fleet SCOOTERS = new Fleet(
            new Badge("rollo", "scooter", "scooter_standing", "micromobility", Feed.JSON),
            new Pace(5.0, 3, 14, 0.25, 0),
            new Reporting(10_000, 600_000, Long.MAX_VALUE, 0.5),
            new Habits(0.03, 0.02, false),
            new Demand(List.of(0.05, 0.2, 0.9, 0.4, 0.9, 0.3), List.of(0.3, 0.05, 0.4, 0.7, 0.7, 0.5)));
    static final Fleet TAXIS = new Fleet(
            new Badge("citycab", "taxi", "car", "passenger-services", Feed.JSON),
            new Pace(11.0, 6, 60, 0.3, 0),
            new Reporting(15_000, 120_000, 2 * 3_600_000, 1),
            new Habits(0.05, 0.06, true),
            new Demand(List.of(0.6, 1.2, 2.5, 1.6, 2.5, 1.8), List.of(2.2, 0.8, 0.8, 1.5, 2.2, 2.5)));
    static final Fleet BUSES = new Fleet(
            new Badge("metrobus", "bus", "bus", "passenger-services", Feed.JSON),
            new Pace(9.5, 0, 0, 0.2, 0.5),
            new Reporting(20_000, 60_000, 20 * 60_000, 1),
            new Habits(0.04, 0, true),
            new Demand(List.of(0.1, 4.0, 8.0, 6.0, 8.0, 3.0), List.of(0.8, 2.0, 4.0, 5.0, 5.0, 3.0)));
    static final Fleet BICYCLES = new Fleet(
            new Badge("rollo", "bicycle", "bicycle", "micromobility", Feed.JSON),
            new Pace(4.5, 4, 24, 0.2, 0),
            new Reporting(15_000, 900_000, Long.MAX_VALUE, 0.25),
            new Habits(0.03, 0.08, false),
            new Demand(List.of(0.05, 0.2, 0.6, 0.3, 0.6, 0.2), List.of(0.1, 0.05, 0.3, 0.5, 0.4, 0.2)));
    static final Fleet SHARED_CARS = new Fleet(
            new Badge("kombi", "kombi", "car", "car-share", Feed.CSV),
            new Pace(11.0, 8, 72, 0.3, 0),
            new Reporting(20_000, 1_200_000, 3 * 3_600_000, 0.5),
            new Habits(0.03, 0.12, true),
            new Demand(List.of(0.03, 0.1, 0.3, 0.25, 0.4, 0.2), List.of(0.08, 0.05, 0.3, 0.4, 0.35, 0.2)));

    /** Of ten vehicles, which are whose. */
    private static final List<Fleet> OF_TEN =
            List.of(SCOOTERS, TAXIS, BUSES, BICYCLES, SHARED_CARS, SCOOTERS, TAXIS, BUSES, SCOOTERS, TAXIS);

    /**
     * What a record says of any vehicle of the fleet.
     *
     * @param prefix of device ids
     * @param vehicleType as MDS names it
     * @param mode as MDS names it
     */
    record Badge(String provider, String prefix, String vehicleType, String mode, Feed feed) {}

    /**
     * How vehicles move.
     *
     * @param cruiseMps metres a second between stops
     * @param leastBlocks the shortest trip that one takes them for
     * @param mostBlocks the longest one
     * @param lightShare of crossings at which a light is red
     * @param haltShare of crossings with a halt where people get on and off
     */
    record Pace(double cruiseMps, int leastBlocks, int mostBlocks, double lightShare, double haltShare) {}

    /**
     * When devices report.
     *
     * @param movingEveryMs milliseconds between positions of a trip
     * @param parkedEveryMs milliseconds between heartbeats of a parked vehicle
     * @param fallsAsleepAfterMs milliseconds of parking after which heartbeats end
     * @param heartbeatShare of devices that send heartbeats at all; the others are silent while parked
     */
    record Reporting(long movingEveryMs, long parkedEveryMs, long fallsAsleepAfterMs, double heartbeatShare) {}

    /**
     * What people do with the vehicles.
     *
     * @param shortStandShare of parkings that last less than a quarter of an hour
     * @param errandShare of trips that pause for some minutes on the way
     * @param isMotor whether the tunnel is open to them
     */
    record Habits(double shortStandShare, double errandShare, boolean isMotor) {}

    /** The fleet of the city's n-th vehicle, from 0. */
    static Fleet ofVehicle(int index) {
        return OF_TEN.get(index % OF_TEN.size());
    }
}
