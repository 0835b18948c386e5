package io.tripmill.landing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GBFS: the file is one vehicle_status (version 3) or free_bike_status (before), each vehicle is one record. Values have the names of the
 * specification, and what positions are made of has the names of pings too; the feed's own time is {@code feed.last_updated}, and
 * stands for a vehicle's where that has none.
 *
 * <p>The feed tells what could be rented where. It leaves out vehicles that are being rented, and gives each another id afterwards, so
 * that nobody can follow them: no trips can be made of it.
 *
 * @see <a href="https://github.com/MobilityData/gbfs/blob/master/gbfs.md">GBFS</a>
 */
final class GbfsRecords implements LandedRecords {
    private static final String VEHICLE_ID = "vehicle_id";
    private static final String LAST_UPDATED = "last_updated";

    private final LandedFile file;
    private final LandedValue.Nested feed;
    private final Iterator<LandedValue> vehicles;
    private long position;

    private GbfsRecords(LandedFile file, LandedValue.Nested feed, List<LandedValue> vehicles) {
        this.file = file;
        this.feed = feed;
        this.vehicles = vehicles.iterator();
    }

    /** Reads the whole feed. */
    static GbfsRecords open(LandedFile file, StoredFile stored) throws IOException {
        try (JsonDocuments documents = JsonDocuments.of(stored.openText())) {
            LandedValue.Nested feed = documents.next().orElseThrow(GbfsRecords::noFeed);
            if (documents.next().isPresent()) {
                throw new IOException("it goes on after the feed");
            }
            for (String list : List.of("data.vehicles", "data.bikes")) {
                if (feed.at(list) instanceof LandedValue.Items vehicles) {
                    return new GbfsRecords(file, feed, vehicles.items());
                }
            }
            throw noFeed();
        }
    }

    private static IOException noFeed() {
        return new IOException(
                "it is no vehicle_status or free_bike_status: it has neither data.vehicles nor data.bikes");
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() {
        if (!vehicles.hasNext()) {
            return Optional.empty();
        }
        LandedValue vehicle = vehicles.next();
        position++;
        return Optional.of(
                vehicle instanceof LandedValue.Nested object ? record(object) : refused(vehicle, noObject()));
    }

    @Override
    public void close() {
        // The feed was read whole, and its stream closed.
    }

    private LandedRecord record(LandedValue.Nested vehicle) {
        boolean isPlaced = isThere(vehicle.at("lat")) || isThere(vehicle.at("lon"));
        if (!isPlaced && isThere(vehicle.at("station_id"))) {
            return refused(
                    vehicle,
                    new RecordProblem(
                            RecordProblem.Kind.NO_POSITION, "is a vehicle at a station, without a place of its own"));
        }
        LandedValue.Nested values = new LandedValue.Nested(values(vehicle));
        return LandedRecord.read(file, position, () -> JsonObjects.write(vehicle), values::at);
    }

    private Map<String, LandedValue> values(LandedValue.Nested vehicle) {
        Map<String, LandedValue> values = new HashMap<>(vehicle.fields());
        values.put("feed", feed);
        values.put("device_id", firstThere(vehicle.at(VEHICLE_ID), vehicle.at("bike_id")));
        values.put("timestamp", firstThere(vehicle.at("last_reported"), feed.at(LAST_UPDATED)));
        values.put("publication_time", feed.at(LAST_UPDATED));
        values.put("lng", vehicle.at("lon"));
        values.put("stop_id", vehicle.at("station_id"));
        values.put("fuel_percent", percent(vehicle.at("current_fuel_percent")));
        values.put("vehicle_state", new LandedValue.Text(state(vehicle)));
        return values;
    }

    /** As MDS calls it. */
    private static String state(LandedValue.Nested vehicle) {
        if (isSet(vehicle.at("is_disabled"))) {
            return "non_operational";
        }
        return isSet(vehicle.at("is_reserved")) ? "reserved" : "available";
    }

    /** Version 1 has 1 for true. */
    private static boolean isSet(LandedValue value) {
        return Set.of(new LandedValue.Flag(true), new LandedValue.Numeral("1")).contains(value);
    }

    /** GBFS counts from 0 to 1; what is no such number is left as it is, for the reader of the column to refuse. */
    private static LandedValue percent(LandedValue share) {
        if (!(share instanceof LandedValue.Numeral number) || !number.digits().matches("[01](\\.\\d{1,20})?")) {
            return share;
        }
        BigDecimal percent = new BigDecimal(number.digits()).movePointRight(2).setScale(0, RoundingMode.HALF_UP);
        return new LandedValue.Numeral(percent.toPlainString());
    }

    private static LandedValue firstThere(LandedValue first, LandedValue second) {
        return isThere(first) ? first : second;
    }

    private static boolean isThere(LandedValue value) {
        return !value.equals(LandedValue.NOTHING);
    }

    private LandedRecord refused(LandedValue vehicle, RecordProblem problem) {
        return LandedRecord.refused(file, position, JsonObjects.write(vehicle), problem);
    }

    private static RecordProblem noObject() {
        return new RecordProblem(RecordProblem.Kind.MALFORMED_JSON, "is JSON, but not an object");
    }
}
