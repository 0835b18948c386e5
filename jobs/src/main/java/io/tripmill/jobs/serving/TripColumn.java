package io.tripmill.jobs.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A column of the product of trips. */
enum TripColumn implements ProductColumn {
    SERVICE_DATE(Type.TEXT, true, "The service day of the start, ISO 8601."),
    DEVICE_PSEUDONYM(Type.TEXT, false, "Stands for the device; another one after each rotation."),
    VEHICLE_TYPE(Type.TEXT, true, "The kind of vehicle; null if it is not known."),
    MODE(Type.TEXT, true, "The mode of transport; null if it is not known."),
    START_TIME(Type.TEXT, true, "The beginning of the step of time in which the trip starts, ISO 8601."),
    END_TIME(Type.TEXT, true, "The beginning of the step of time in which the trip ends, ISO 8601."),
    START_H3(Type.TEXT, true, "H3 cell of the start."),
    END_H3(Type.TEXT, true, "H3 cell of the end."),
    DISTANCE_M(Type.NUMBER, false, "Metres along the trip, in whole hundreds."),
    DURATION_S(Type.NUMBER, false, "Seconds from start to end, in whole minutes."),
    LINE(
            Type.TEXT,
            false,
            "The way without its ends, an encoded polyline with five decimals; null if nothing is left.");

    private final Type type;
    private final boolean isShared;
    private final String meaning;

    TripColumn(Type type, boolean isShared, String meaning) {
        this.type = type;
        this.isShared = isShared;
        this.meaning = meaning;
    }

    /** The value of a trip: a String or Double by the type; empty for null. */
    Optional<Object> value(ToldTrip trip) {
        return switch (this) {
            case SERVICE_DATE -> Optional.of(trip.serviceDate().toString());
            case DEVICE_PSEUDONYM -> widened(trip.pseudonym());
            case VEHICLE_TYPE -> widened(trip.vehicleType());
            case MODE -> widened(trip.mode());
            case START_TIME -> Optional.of(trip.startTime());
            case END_TIME -> Optional.of(trip.endTime());
            case START_H3 -> Optional.of(trip.startCell());
            case END_H3 -> Optional.of(trip.endCell());
            case DISTANCE_M -> Optional.of(trip.distanceM());
            case DURATION_S -> Optional.of(trip.durationS());
            case LINE -> widened(trip.line());
        };
    }

    private static Optional<Object> widened(Optional<String> text) {
        return text.map(Object.class::cast);
    }

    /** Whether others must have the same value, so that it does not single a trip out. */
    boolean isShared() {
        return isShared;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    static TripColumn named(String id) {
        return Arrays.stream(values())
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("trips have no column " + id));
    }
}
