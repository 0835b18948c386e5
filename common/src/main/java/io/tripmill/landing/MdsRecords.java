package io.tripmill.landing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * Mobility Data Specification, from its first versions to 2.0: objects of telemetry, events (status changes before) and trips, alone or
 * listed by a response of the API. Telemetry and an event are one position; a trip is one for each point of its route, or where it has
 * none, as since version 2, its start and its end. Each position has the fields of its object by their names, and what it is
 * made of by the names of pings; an event of type trip_cancel has its trips as cancelled_trip_ids too.
 *
 * @see <a href="https://github.com/openmobilityfoundation/mobility-data-specification">Mobility Data Specification</a>
 */
final class MdsRecords implements LandedRecords {
    /** Where responses list objects. */
    private static final List<String> LISTS = List.of("telemetry", "events", "status_changes", "trips");

    private static final String TIMESTAMP = "timestamp";
    private static final String LOCATION = "location";
    private static final String TRIP_IDS = "trip_ids";
    private static final String CANCELLED_TRIP_IDS = "cancelled_trip_ids";
    private static final LandedValue TRIP_CANCEL = new LandedValue.Text("trip_cancel");
    private static final RecordProblem NO_OBJECT =
            new RecordProblem(RecordProblem.Kind.MALFORMED_JSON, "is JSON, but not an object");

    private final LandedFile file;
    private final JsonDocuments documents;
    private final Queue<LandedValue> positions = new ArrayDeque<>();
    private long position;

    MdsRecords(LandedFile file, JsonDocuments documents) {
        this.file = file;
        this.documents = documents;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        while (positions.isEmpty()) {
            Optional<LandedValue.Nested> document = documents.next();
            if (document.isEmpty()) {
                return Optional.empty();
            }
            objects(document.get()).flatMap(MdsRecords::positions).forEach(positions::add);
        }
        return Optional.of(record(positions.remove()));
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }

    private LandedRecord record(LandedValue value) {
        position++;
        return value instanceof LandedValue.Nested found
                ? LandedRecord.read(file, position, () -> JsonObjects.write(found), found::at)
                : LandedRecord.refused(file, position, JsonObjects.write(value), NO_OBJECT);
    }

    /** The objects that a response lists, or the object itself. */
    private static Stream<LandedValue> objects(LandedValue.Nested document) {
        for (String list : LISTS) {
            for (String path : List.of(list, "data." + list)) {
                if (document.at(path) instanceof LandedValue.Items items) {
                    return items.items().stream();
                }
            }
        }
        return Stream.of(document);
    }

    private static Stream<LandedValue> positions(LandedValue value) {
        if (!(value instanceof LandedValue.Nested object)) {
            return Stream.of(value);
        }
        if (object.at("route.features") instanceof LandedValue.Items points) {
            return points.items().stream().map(point -> pointOf(trip(object), point));
        }
        boolean isTrip =
                object.fields().containsKey("start_time") && object.fields().containsKey("end_time");
        return isTrip
                ? Stream.of("start", "end").map(edge -> edgeOf(trip(object), edge))
                : Stream.of(eventOrTelemetry(object));
    }

    /** The fields that all positions of a trip share. */
    private static Map<String, LandedValue> trip(LandedValue.Nested object) {
        Map<String, LandedValue> fields = new HashMap<>(object.fields());
        fields.remove("route");
        LandedValue tripId = object.at("trip_id");
        if (!tripId.equals(LandedValue.NOTHING)) {
            fields.put(TRIP_IDS, new LandedValue.Items(List.of(tripId)));
        }
        return fields;
    }

    private static LandedValue.Nested edgeOf(Map<String, LandedValue> trip, String edge) {
        trip.put(LOCATION, trip.getOrDefault(edge + "_location", LandedValue.NOTHING));
        trip.put(TIMESTAMP, trip.getOrDefault(edge + "_time", LandedValue.NOTHING));
        return new LandedValue.Nested(trip);
    }

    private static LandedValue.Nested pointOf(Map<String, LandedValue> trip, LandedValue point) {
        if (point instanceof LandedValue.Nested feature) {
            putPlace(trip, feature);
            trip.put(TIMESTAMP, feature.at("properties.timestamp"));
        }
        return new LandedValue.Nested(trip);
    }

    private static LandedValue.Nested eventOrTelemetry(LandedValue.Nested object) {
        Map<String, LandedValue> fields = new HashMap<>(object.fields());
        fields.putIfAbsent("telemetry_id", object.at("event_id"));
        fields.putIfAbsent(TIMESTAMP, object.at("event_time"));
        putTrips(fields, object);
        for (String place : List.of(LOCATION, "event_location")) {
            if (object.at(place) instanceof LandedValue.Nested feature) {
                putPlace(fields, feature);
            }
        }
        return new LandedValue.Nested(fields);
    }

    /** Before version 2 an event has one trip, and before 1.0 it is an associated one. */
    private static void putTrips(Map<String, LandedValue> fields, LandedValue.Nested event) {
        for (String single : List.of("trip_id", "associated_trip")) {
            LandedValue tripId = event.at(single);
            if (!tripId.equals(LandedValue.NOTHING) && event.at(TRIP_IDS).equals(LandedValue.NOTHING)) {
                fields.put(TRIP_IDS, new LandedValue.Items(List.of(tripId)));
            }
        }
        if (event.at("event_types") instanceof LandedValue.Items types
                && types.items().contains(TRIP_CANCEL)) {
            fields.putIfAbsent(CANCELLED_TRIP_IDS, fields.getOrDefault(TRIP_IDS, LandedValue.NOTHING));
        }
    }

    /** The coordinates of a GeoJSON point, longitude first; nothing of what is none. */
    private static void putPlace(Map<String, LandedValue> fields, LandedValue.Nested feature) {
        if (feature.at("geometry.coordinates") instanceof LandedValue.Items lngLat
                && lngLat.items().size() >= 2) {
            fields.put("lng", lngLat.items().get(0));
            fields.put("lat", lngLat.items().get(1));
        }
    }
}
