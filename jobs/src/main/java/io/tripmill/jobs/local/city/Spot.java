package io.tripmill.jobs.local.city;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;

/**
 * A place on the city's own flat map, whose south-west corner is (0, 0).
 *
 * @param eastM metres to the east
 * @param northM metres to the north
 */
record Spot(double eastM, double northM) {
    private static final double SOUTH_LAT = 52.4840;
    private static final double WEST_LNG = 13.3310;
    private static final double METRES_PER_DEGREE = 2 * StrictMath.PI * Haversine.EARTH_RADIUS_M / 360;

    /** In the middle of the map; ten kilometres to the north a degree of longitude is 0.2 % shorter. */
    private static final double METRES_PER_DEGREE_EAST =
            METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(SOUTH_LAT + 0.036));

    Spot shifted(double byEastM, double byNorthM) {
        return new Spot(eastM + byEastM, northM + byNorthM);
    }

    /** The spot on the straight line to another one: 0 is here, 1 is there. */
    Spot towards(Spot other, double share) {
        return new Spot(eastM + (other.eastM - eastM) * share, northM + (other.northM - northM) * share);
    }

    double metresTo(Spot other) {
        double east = other.eastM - eastM;
        double north = other.northM - northM;
        return StrictMath.sqrt(east * east + north * north);
    }

    /** Clockwise from north, 0 to 359; north if the other spot is this one. */
    int headingTo(Spot other) {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(other.eastM - eastM, other.northM - northM));
        return Math.floorMod(StrictMath.round((float) degrees), 360);
    }

    /** Where on the earth the spot lies. */
    Point point() {
        return new Point(SOUTH_LAT + northM / METRES_PER_DEGREE, WEST_LNG + eastM / METRES_PER_DEGREE_EAST);
    }
}
