package io.tripmill.geo.zones;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Draws polygons from GeoJSON's lists of rings, each a list of positions [longitude, latitude].
 *
 * <p>A polygon lies where its western end is in [-180, 180); one that crosses the antimeridian reaches beyond 180.
 */
final class PolygonDrawing {
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int LEAST_POSITIONS = 4;
    private static final int LONGEST_QUOTED = 60;

    /** What makes a turn around the earth exact: a place and its image 360 degrees away are both on the grid. */
    private static final double GRID_PER_DEGREE = 0x1p40;

    private PolygonDrawing() {}

    /** A coordinate on the grid that all are kept to, less than a tenth of a micrometre away. */
    static double onGrid(double degrees) {
        return Math.rint(degrees * GRID_PER_DEGREE) / GRID_PER_DEGREE;
    }

    /**
     * Draws a polygon.
     *
     * @param rings the border, then the holes
     * @throws IllegalArgumentException with a message that completes "zone x ..."
     */
    static Polygon polygon(JsonNode rings) {
        if (!rings.isArray() || rings.isEmpty()) {
            throw new IllegalArgumentException("has a polygon without a list of rings");
        }
        List<LinearRing> drawn = new ArrayList<>();
        double west = Double.NaN;
        for (JsonNode ring : rings) {
            Coordinate[] positions = acrossTheAntimeridian(positions(ring));
            west = drawn.isEmpty() ? onWestOf(positions, -180) : west;
            turn(positions, west);
            drawn.add(SHAPES.createLinearRing(positions));
        }
        Polygon polygon = SHAPES.createPolygon(
                drawn.get(0), drawn.subList(1, drawn.size()).toArray(LinearRing[]::new));
        if (polygon.getEnvelopeInternal().getWidth() > 360) {
            throw new IllegalArgumentException("reaches around the earth more than once");
        }
        TopologyValidationError flaw = new IsValidOp(polygon).getValidationError();
        if (flaw != null) {
            throw new IllegalArgumentException("is no sound polygon: " + flaw.getMessage() + at(flaw.getCoordinate()));
        }
        return polygon;
    }

    private static Coordinate[] positions(JsonNode ring) {
        if (!ring.isArray() || ring.size() < LEAST_POSITIONS) {
            throw new IllegalArgumentException("has a ring of less than " + LEAST_POSITIONS + " positions");
        }
        Coordinate[] positions = new Coordinate[ring.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(ring.get(i));
        }
        if (!positions[0].equals2D(positions[positions.length - 1])) {
            throw new IllegalArgumentException("has a ring that does not end where it begins" + at(positions[0]));
        }
        return positions;
    }

    private static Coordinate position(JsonNode position) {
        if (!position.isArray()
                || position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw new IllegalArgumentException(
                    "has " + shortened(position) + " in place of a position [longitude, latitude]");
        }
        double lng = position.get(0).doubleValue();
        double lat = position.get(1).doubleValue();
        if (!(Math.abs(lng) <= 180) || !(Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException(
                    "has a position outside of longitude -180 to 180 and latitude -90 to 90: " + shortened(position));
        }
        return new CoordinateXY(onGrid(lng), onGrid(lat));
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "...";
    }

    /** The same ring without the jump from 180 to -180, or back. */
    private static Coordinate[] acrossTheAntimeridian(Coordinate[] ring) {
        Coordinate[] whole = new Coordinate[ring.length];
        double turned = 0;
        for (int i = 0; i < ring.length; i++) {
            double step = i == 0 ? 0 : ring[i].x - ring[i - 1].x;
            if (Math.abs(step) > 180 && Math.abs(step) < 360) {
                turned -= Math.signum(step) * 360;
            }
            whole[i] = new CoordinateXY(ring[i].x + turned, ring[i].y);
        }
        if (turned != 0) {
            throw new IllegalArgumentException(
                    "has a ring around a pole" + at(ring[0]) + "; cut it along the antimeridian and the pole");
        }
        return whole;
    }

    private static double onWestOf(Coordinate[] ring, double west) {
        double end = west(ring);
        return end + turns(end, west);
    }

    /** Turns a ring around the earth until its western end lies at most 360 degrees east of a meridian. */
    private static void turn(Coordinate[] ring, double west) {
        double turns = turns(west(ring), west);
        for (Coordinate position : ring) {
            position.x += turns;
        }
    }

    private static double turns(double lng, double west) {
        return -360 * Math.floor((lng - west) / 360);
    }

    private static double west(Coordinate[] ring) {
        double west = ring[0].x;
        for (Coordinate position : ring) {
            west = Math.min(west, position.x);
        }
        return west;
    }

    private static String at(Coordinate place) {
        return String.format(Locale.ROOT, " at longitude %s, latitude %s", place.x, place.y);
    }
}
