package io.tripmill.geo.zones;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * A part of the earth with a name.
 *
 * @param priority of zones that share a place, the one with the greatest priority has it
 * @param parts valid polygons, alike for every way of writing them down; what lies in one or more of them lies in the zone
 */
record Zone(String id, int priority, List<Polygon> parts) {
    Zone {
        parts = parts.stream()
                .map(part -> (Polygon) part.norm())
                .sorted(Geometry::compareTo)
                .toList();
    }
}
