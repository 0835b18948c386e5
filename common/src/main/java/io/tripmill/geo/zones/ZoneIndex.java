package io.tripmill.geo.zones;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** Prepared polygons in a tree of their envelopes. Any number of threads may ask it. */
final class ZoneIndex {
    /** The zone that a place belongs to is the first of those that cover it. */
    static final Comparator<Zone> PRECEDENCE =
            Comparator.comparingInt(Zone::priority).reversed().thenComparing(Zone::id);

    private final GeometryFactory shapes = new GeometryFactory();
    private final STRtree parts = new STRtree();
    private double east = Double.NEGATIVE_INFINITY;

    private record Part(int rank, String zoneId, PreparedGeometry shape) {}

    ZoneIndex(List<Zone> zones) {
        List<Zone> ranked = zones.stream().sorted(PRECEDENCE).toList();
        for (int rank = 0; rank < ranked.size(); rank++) {
            for (Polygon part : ranked.get(rank).parts()) {
                Envelope envelope = part.getEnvelopeInternal();
                parts.insert(envelope, new Part(rank, ranked.get(rank).id(), PreparedGeometryFactory.prepare(part)));
                east = Math.max(east, envelope.getMaxX());
            }
        }
        parts.build();
    }

    /**
     * The zone of a place.
     *
     * @param lng degrees in [-180, 180), on the grid as lat
     */
    Optional<String> at(double lat, double lng) {
        First first = new First();
        first.lookAt(lat, lng);
        if (lng + 360 <= east) {
            first.lookAt(lat, lng + 360);
        }
        return Optional.ofNullable(first.found).map(Part::zoneId);
    }

    private final class First {
        private @Nullable Part found;

        void lookAt(double lat, double lng) {
            Coordinate place = new CoordinateXY(lng, lat);
            parts.query(new Envelope(place), item -> {
                Part part = (Part) item;
                if ((found == null || part.rank() < found.rank())
                        && part.shape().covers(shapes.createPoint(place))) {
                    found = part;
                }
            });
        }
    }
}
