package io.tripmill.jobs.local.report;

import io.tripmill.geo.Point;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A line with fewer points that strays little from the one it stands for, by the method of Douglas and Peucker on a plane
 * that is true at the line's first point. It's for drawing: lines of a city, none that crosses the 180th meridian.
 */
final class SimplerLine {
    private static final double METRES_A_DEGREE = 111_195;

    private final List<Point> points;
    private final double metresADegreeEast;

    private SimplerLine(List<Point> points) {
        this.points = points;
        this.metresADegreeEast = METRES_A_DEGREE
                * Math.cos(Math.toRadians(points.isEmpty() ? 0 : points.get(0).lat()));
    }

    /**
     * The first point, the last, and those between that are needed.
     *
     * @param strayMetres how far a point that is left out may lie from the line; doubled until few points enough are left
     * @param mostPoints at least 2
     */
    static List<Point> of(List<Point> points, double strayMetres, int mostPoints) {
        SimplerLine line = new SimplerLine(points);
        double stray = strayMetres;
        BitSet kept = line.kept(stray);
        while (kept.cardinality() > mostPoints) {
            stray *= 2;
            kept = line.kept(stray);
        }
        return kept.stream().mapToObj(points::get).toList();
    }

    private BitSet kept(double strayMetres) {
        BitSet kept = new BitSet();
        if (points.isEmpty()) {
            return kept;
        }
        kept.set(0);
        kept.set(points.size() - 1);
        Deque<Span> open = new ArrayDeque<>();
        open.push(new Span(0, points.size() - 1));
        while (!open.isEmpty()) {
            Span span = open.pop();
            int farthest = span.first();
            double most = strayMetres;
            for (int i = span.first() + 1; i < span.last(); i++) {
                double metres = metresBetween(points.get(i), points.get(span.first()), points.get(span.last()));
                if (metres > most) {
                    most = metres;
                    farthest = i;
                }
            }
            if (farthest > span.first()) {
                kept.set(farthest);
                open.push(new Span(span.first(), farthest));
                open.push(new Span(farthest, span.last()));
            }
        }
        return kept;
    }

    /** How far a point lies from the nearest one of the segment between two others. */
    private double metresBetween(Point point, Point from, Point to) {
        double x = (point.lng() - from.lng()) * metresADegreeEast;
        double y = (point.lat() - from.lat()) * METRES_A_DEGREE;
        double dx = (to.lng() - from.lng()) * metresADegreeEast;
        double dy = (to.lat() - from.lat()) * METRES_A_DEGREE;
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / square));
        return Math.hypot(x - along * dx, y - along * dy);
    }

    /** A part of the line that isn't decided yet, by the places of its ends. */
    private record Span(int first, int last) {}
}
