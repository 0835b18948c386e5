package io.tripmill.geo;

/** Longitudes in degrees, which begin again at 180. */
public final class Longitude {
    private Longitude() {}

    /** The same longitude, or difference of longitudes, in [-180, 180). What already lies there comes back bit by bit. */
    public static double wrap(double degrees) {
        if (degrees >= -180 && degrees < 180) {
            return degrees;
        }
        double wrapped = degrees - 360 * StrictMath.floor((degrees + 180) / 360);
        // A hair below -180 rounds up to 180 itself.
        return wrapped < 180 ? wrapped : -180;
    }
}
