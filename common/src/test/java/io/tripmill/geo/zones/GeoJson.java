package io.tripmill.geo.zones;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** GeoJSON text of zones. */
final class GeoJson {
    private GeoJson() {}

    /** The map of these features, by the default properties. */
    static ZoneMap map(String... features) {
        return GeoJsonZones.parse(collection(features), "id", "priority", Set.of("outside"));
    }

    static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }

    /** A zone of one polygon; each ring is text such as {@code 13 52, 14 52, 14 53}, longitude first, and is closed here. */
    static String zone(String id, int priority, String... rings) {
        return feature(id, priority, "Polygon", rings(rings));
    }

    static String feature(String id, int priority, String type, String coordinates) {
        return String.format(
                Locale.ROOT,
                "{\"type\": \"Feature\", \"properties\": {\"id\": \"%s\", \"priority\": %d}, \"geometry\": {\"type\": \"%s\","
                        + " \"coordinates\": %s}}",
                id,
                priority,
                type,
                coordinates);
    }

    static String rings(String... rings) {
        return List.of(rings).stream().map(GeoJson::ring).collect(Collectors.joining(",", "[", "]"));
    }

    private static String ring(String positions) {
        List<String> open = List.of(positions.split(", *"));
        return "["
                + open.stream().map(GeoJson::position).collect(Collectors.joining(","))
                + "," + position(open.get(0)) + "]";
    }

    private static String position(String position) {
        return "[" + position.strip().replaceAll(" +", ",") + "]";
    }
}
