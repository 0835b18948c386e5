package io.tripmill.geo;

/**
 * The haversine distance for points that lie near each other, several times as fast as {@link Haversine}: power series for sine
 * and arc sine, and the cosine of each latitude computed once by the caller. It agrees with the exact formula within a
 * millimetre and, using only + - x / and square roots, gives the same bits on every JVM. Points more than 5 degrees apart in
 * latitude or longitude are handed to the exact formula.
 */
public final class SwiftHaversine {
    private static final double REACH_DEG = 5;
    private static final double HALF_RADIANS = StrictMath.PI / 360;

    /** Coefficients of the sine of x after x itself: of x^3, x^5 and so on. */
    private static final double S3 = -1.0 / 6;

    private static final double S5 = 1.0 / 120;
    private static final double S7 = -1.0 / 5_040;
    private static final double S9 = 1.0 / 362_880;
    private static final double S11 = -1.0 / 39_916_800;
    private static final double S13 = 1.0 / 6_227_020_800.0;
    private static final double S15 = -1.0 / 1_307_674_368_000.0;

    /** Coefficients of the arc sine of x after x itself. */
    private static final double A3 = 1.0 / 6;

    private static final double A5 = 3.0 / 40;
    private static final double A7 = 15.0 / 336;
    private static final double A9 = 105.0 / 3_456;
    private static final double A11 = 945.0 / 42_240;

    private final Haversine exact;
    private final double diameterM;

    public SwiftHaversine(Haversine exact) {
        this.exact = exact;
        this.diameterM = 2 * exact.radiusM();
    }

    /** The formula that this one stands for. */
    public Haversine exact() {
        return exact;
    }

    /** Cosine of a latitude in degrees, within 5e-16 and never negative. */
    public static double cosOfLatitude(double lat) {
        double x = lat * HALF_RADIANS;
        double xx = x * x;
        // Half a latitude is at most 45 degrees, where the first term left out is below 5e-17.
        double sine = x + x * xx * (S3 + xx * (S5 + xx * (S7 + xx * (S9 + xx * (S11 + xx * (S13 + xx * S15))))));
        return Math.max(0, 1 - 2 * sine * sine);
    }

    /** Metres between two points given in degrees, each with the cosine of its latitude. Equal points are exactly 0 apart. */
    public double metresBetween(double lat1, double cosLat1, double lng1, double lat2, double cosLat2, double lng2) {
        double latDeg = lat2 - lat1;
        double lngDeg = lng2 - lng1;
        if (Math.abs(latDeg) > REACH_DEG || Math.abs(lngDeg) > REACH_DEG) {
            return exact.metresBetween(lat1, lng1, lat2, lng2);
        }
        double sinHalfLat = shortSine(latDeg * HALF_RADIANS);
        double sinHalfLng = shortSine(lngDeg * HALF_RADIANS);
        double haversine = sinHalfLat * sinHalfLat + cosLat1 * cosLat2 * sinHalfLng * sinHalfLng;
        return diameterM * shortArcSine(Math.sqrt(haversine));
    }

    /** Sine of at most 2.5 degrees, in radians; the first term left out is below 1e-20 of it. */
    private static double shortSine(double x) {
        double xx = x * x;
        return x + x * xx * (S3 + xx * (S5 + xx * (S7 + xx * S9)));
    }

    /** Arc sine of at most 0.062; the first term left out is below 1e-16 of it. */
    private static double shortArcSine(double x) {
        double xx = x * x;
        return x + x * xx * (A3 + xx * (A5 + xx * (A7 + xx * (A9 + xx * A11))));
    }
}
