package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The line that a trip drew through its unflagged pings, and when it passed each of them. */
public final class TripLine {
    private final String polyline;
    private final double[] pointOffsetsS;

    /**
     * @param pointOffsetsS one for each point of the polyline
     */
    TripLine(String polyline, double[] pointOffsetsS) {
        this.polyline = requireNonNull(polyline, "polyline");
        this.pointOffsetsS = pointOffsetsS;
    }

    /** Encoded with five decimals, see {@link io.tripmill.geo.Polyline}. */
    public String polyline() {
        return polyline;
    }

    /** Seconds since the trip's start, one for each point of the polyline; the caller's own copy. */
    public double[] pointOffsetsS() {
        return pointOffsetsS.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TripLine that
                && polyline.equals(that.polyline)
                && Arrays.equals(pointOffsetsS, that.pointOffsetsS);
    }

    @Override
    public int hashCode() {
        return 31 * polyline.hashCode() + Arrays.hashCode(pointOffsetsS);
    }

    @Override
    public String toString() {
        return polyline + " " + Arrays.toString(pointOffsetsS);
    }
}
