package io.tripmill.geo.zones;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads zones from a GeoJSON FeatureCollection (RFC 7946) of Polygons and MultiPolygons. Nothing of the file is passed over: a feature that
 * is no zone is a problem.
 */
public final class GeoJsonZones {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int LONGEST_ID = 200;

    private final String idProperty;
    private final String priorityProperty;
    private final List<String> problems = new ArrayList<>();
    private final List<Zone> zones = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private GeoJsonZones(String idProperty, String priorityProperty, Set<String> reserved) {
        this.idProperty = idProperty;
        this.priorityProperty = priorityProperty;
        ids.addAll(reserved);
    }

    /**
     * Reads the zones of a text.
     *
     * @param idProperty the property with a zone's id, a text or a whole number; where a feature does not have it, its member id counts
     * @param priorityProperty the property with a zone's priority, a whole number; 0 where a feature does not have it
     * @param reserved what no zone may be called
     * @throws InvalidZones with every problem of the text
     */
    public static ZoneMap parse(String json, String idProperty, String priorityProperty, Set<String> reserved) {
        GeoJsonZones reading = new GeoJsonZones(idProperty, priorityProperty, reserved);
        reading.document(json);
        if (!reading.problems.isEmpty()) {
            throw new InvalidZones(reading.problems);
        }
        return ZoneMap.of(reading.zones);
    }

    private void document(String json) {
        JsonNode document;
        try {
            document =
                    JSON.readTree(json.startsWith(BYTE_ORDER_MARK) ? json.substring(BYTE_ORDER_MARK.length()) : json);
        } catch (JsonProcessingException e) {
            problems.add("it is not JSON: " + e.getOriginalMessage());
            return;
        }
        JsonNode features = document.path("features");
        if (!document.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
            problems.add("it is no GeoJSON FeatureCollection");
            return;
        }
        if (features.isEmpty()) {
            problems.add("it has no polygons");
        }
        for (int i = 0; i < features.size(); i++) {
            feature("features[" + i + "]", features.get(i));
        }
    }

    private void feature(String where, JsonNode feature) {
        Optional<String> id = id(where, feature);
        String name = id.map(known -> "zone '" + known + "'").orElse(where);
        int priority = priority(name, feature);
        List<Polygon> parts = parts(name, feature.path("geometry"));
        id.ifPresent(known -> zones.add(new Zone(known, priority, parts)));
    }

    private Optional<String> id(String where, JsonNode feature) {
        JsonNode own = feature.path("properties").path(idProperty);
        JsonNode value = own.isMissingNode() || own.isNull() ? feature.path("id") : own;
        String text = value.asText().strip();
        if ((!value.isTextual() && !value.isIntegralNumber()) || text.isEmpty() || text.length() > LONGEST_ID) {
            problems.add(where + " has no id: its property '" + idProperty + "' must be a text of 1 to " + LONGEST_ID
                    + " characters or a whole number");
            return Optional.empty();
        }
        if (!ids.add(text)) {
            problems.add(where + " has the id '" + text + "', which another zone or the outside has already");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private int priority(String name, JsonNode feature) {
        JsonNode value = feature.path("properties").path(priorityProperty);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            problems.add(name + " has the priority " + value + ", which is not a whole number");
            return 0;
        }
        return value.intValue();
    }

    private List<Polygon> parts(String name, JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        try {
            return switch (geometry.path("type").asText()) {
                case "Polygon" -> List.of(PolygonDrawing.polygon(coordinates));
                case "MultiPolygon" -> polygons(coordinates);
                default -> throw new IllegalArgumentException("is no Polygon or MultiPolygon");
            };
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + e.getMessage());
            return List.of();
        }
    }

    private static List<Polygon> polygons(JsonNode coordinates) {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            throw new IllegalArgumentException("has a MultiPolygon without polygons");
        }
        List<Polygon> polygons = new ArrayList<>();
        coordinates.forEach(rings -> polygons.add(PolygonDrawing.polygon(rings)));
        return polygons;
    }
}
