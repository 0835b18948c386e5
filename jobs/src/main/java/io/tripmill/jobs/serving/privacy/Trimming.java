package io.tripmill.jobs.serving.privacy;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;
import java.util.List;

/**
 * Takes the first and the last part off a line, since they show where someone lives and works.
 *
 * @param lengthM metres along the line, at either end
 */
public record Trimming(double lengthM) {
    private static final Haversine EARTH = new Haversine(Haversine.EARTH_RADIUS_M);

    public Trimming {
        if (!(lengthM >= 0) || Double.isInfinite(lengthM)) {
            throw new IllegalArgumentException("the length must be a number of metres: " + lengthM);
        }
    }

    /** The points that are at least this length from both ends, along the line; none for a line that is too short. */
    public List<Point> of(List<Point> line) {
        double[] travelledM = new double[line.size()];
        for (int i = 1; i < travelledM.length; i++) {
            travelledM[i] = travelledM[i - 1] + metres(line.get(i - 1), line.get(i));
        }
        int from = 0;
        while (from < travelledM.length && travelledM[from] < lengthM) {
            from++;
        }
        int to = travelledM.length;
        while (to > from && travelledM[travelledM.length - 1] - travelledM[to - 1] < lengthM) {
            to--;
        }
        return List.copyOf(line.subList(from, to));
    }

    private static double metres(Point a, Point b) {
        return EARTH.metresBetween(a.lat(), a.lng(), b.lat(), b.lng());
    }
}
