package io.tripmill.geo;

/**
 * Great-circle distance on a sphere, by the haversine formula with {@link StrictMath}: the same bits on every JVM.
 *
 * @param radiusM radius of the sphere, metres
 */
public record Haversine(double radiusM) {
    /** Mean radius of the earth (IUGG), metres. */
    public static final double EARTH_RADIUS_M = 6_371_008.8;

    /** The radius that trackintel computes with, metres. */
    public static final double TRACKINTEL_RADIUS_M = 6_371_000;

    public Haversine {
        if (!(radiusM > 0) || radiusM == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a radius is finite and greater than 0 m, not " + radiusM);
        }
    }

    /** Metres between two points given in degrees. Equal points are exactly 0 apart. */
    public double metresBetween(double lat1, double lng1, double lat2, double lng2) {
        double sinHalfLat = StrictMath.sin(StrictMath.toRadians(lat2 - lat1) / 2);
        double sinHalfLng = StrictMath.sin(StrictMath.toRadians(lng2 - lng1) / 2);
        double haversine = sinHalfLat * sinHalfLat
                + StrictMath.cos(StrictMath.toRadians(lat1))
                        * StrictMath.cos(StrictMath.toRadians(lat2))
                        * sinHalfLng
                        * sinHalfLng;
        // Rounding may lift antipodes a hair above 1, where asin has no answer.
        return 2 * radiusM * StrictMath.asin(Math.min(1, StrictMath.sqrt(haversine)));
    }
}
