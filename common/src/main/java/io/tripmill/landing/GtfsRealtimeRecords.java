package io.tripmill.landing;

import com.google.transit.realtime.GtfsRealtime.FeedEntity;
import com.google.transit.realtime.GtfsRealtime.FeedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GTFS Realtime: the file is one FeedMessage, each entity is one record. Values have the names of the specification, such as
 * {@code vehicle.trip.trip_id}; the feed's own time is {@code header.timestamp}. Those that positions are made of can also be asked
 * for by the names of pings.
 *
 * @see <a href="https://gtfs.org/documentation/realtime/reference/">GTFS Realtime reference</a>
 */
final class GtfsRealtimeRecords implements LandedRecords {
    /** Vehicles take about 100 bytes each: this is a feed of more than 100,000, and a message is held in memory whole. */
    static final int LARGEST_BYTES = 16 * 1024 * 1024;

    private static final RecordProblem NO_POSITION =
            new RecordProblem(RecordProblem.Kind.NO_POSITION, "is an entity without a vehicle position");

    private static final Map<String, String> PATH_BY_PINGS_NAME = Map.ofEntries(
            Map.entry("device_id", "vehicle.vehicle.id"),
            Map.entry("vehicle_id", "vehicle.vehicle.id"),
            Map.entry("timestamp", "vehicle.timestamp"),
            Map.entry("lat", "vehicle.position.latitude"),
            Map.entry("lng", "vehicle.position.longitude"),
            Map.entry("heading", "vehicle.position.bearing"),
            Map.entry("speed", "vehicle.position.speed"),
            Map.entry("odometer", "vehicle.position.odometer"),
            Map.entry("stop_id", "vehicle.stop_id"),
            Map.entry("occupancy_status", "vehicle.occupancy_status"),
            Map.entry("route_id", "vehicle.trip.route_id"),
            Map.entry("gtfs_trip_id", "vehicle.trip.trip_id"),
            Map.entry("publication_time", "header.timestamp"));

    private final LandedFile file;
    private final LandedValue.Nested header;
    private final Iterator<FeedEntity> entities;
    private long position;

    private GtfsRealtimeRecords(LandedFile file, FeedMessage feed) {
        this.file = file;
        this.header = ProtobufValues.of(feed.getHeader());
        this.entities = feed.getEntityList().iterator();
    }

    /** Reads the whole message. */
    static GtfsRealtimeRecords open(LandedFile file, StoredFile stored) throws IOException {
        try (InputStream in = stored.openText()) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new IOException("it is larger than the 16 MiB that one GTFS Realtime message may have");
            }
            return new GtfsRealtimeRecords(file, FeedMessage.parseFrom(bytes));
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() {
        if (!entities.hasNext()) {
            return Optional.empty();
        }
        FeedEntity entity = entities.next();
        LandedValue.Nested values = ProtobufValues.of(entity);
        position++;
        if (!entity.hasVehicle() || !entity.getVehicle().hasPosition()) {
            return Optional.of(LandedRecord.refused(file, position, JsonObjects.write(values), NO_POSITION));
        }
        Map<String, LandedValue> withHeader = new HashMap<>(values.fields());
        withHeader.put("header", header);
        LandedValue.Nested found = new LandedValue.Nested(withHeader);
        return Optional.of(LandedRecord.read(
                file,
                position,
                () -> JsonObjects.write(values),
                path -> found.at(PATH_BY_PINGS_NAME.getOrDefault(path, path))));
    }

    @Override
    public void close() {
        // The message was read whole, and its stream closed.
    }
}
