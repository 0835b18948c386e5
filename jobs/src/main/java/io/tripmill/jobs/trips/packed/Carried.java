package io.tripmill.jobs.trips.packed;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.List;

/** What a fragment carries of a ping besides time and place: only what the machine reads is worth its bytes. */
public enum Carried {
    /** Orders the pings of one instant. */
    SOURCE_SEQ,
    /** As measured by the device. */
    SPEED,
    BATTERY,
    /** What a ping says of its vehicle, but for the state and what it cancels. */
    VEHICLE,
    VEHICLE_STATE,
    CANCELLED_TRIPS;

    List<Field> fields() {
        return switch (this) {
            case SOURCE_SEQ -> List.of(Pings.SOURCE_SEQ);
            case SPEED -> List.of(Pings.SPEED);
            case BATTERY -> List.of(Pings.BATTERY_PERCENT);
            case VEHICLE -> List.of(Pings.VEHICLE_ID, Pings.VEHICLE_TYPE, Pings.MODE, Pings.TRIP_IDS);
            case VEHICLE_STATE -> List.of(Pings.VEHICLE_STATE);
            case CANCELLED_TRIPS -> List.of(Pings.CANCELLED_TRIP_IDS);
        };
    }
}
