package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds for the sessions of one kind of vehicle. The session gap is not part of a profile: it makes the sessions, from which
 * the kind of vehicle is read.
 *
 * @param vehicleType applies to sessions whose first known vehicle type is this; null: to any
 * @param mode applies to sessions whose first known mode is this; null: to any
 */
public record Profile(
        @Nullable String vehicleType, @Nullable String mode, Thresholds thresholds) implements Serializable {

    public Profile {
        requireNonNull(thresholds, "thresholds");
        if (vehicleType == null && mode == null) {
            throw new IllegalArgumentException("a profile names a vehicle type, a mode or both");
        }
    }

    boolean appliesTo(@Nullable String sessionVehicleType, @Nullable String sessionMode) {
        return (vehicleType == null || vehicleType.equals(sessionVehicleType))
                && (mode == null || mode.equals(sessionMode));
    }
}
