package io.tripmill.jobs.trips.trajectory;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ping says about its vehicle besides the position. Neighbouring pings that say the same should share one instance: a
 * session holds a reference a ping, and runs of one instance are looked at once.
 *
 * @param vehicleId the vehicle that carries the device; null if not known
 * @param vehicleType such as bus; null if not known
 * @param mode of travel; null if not known
 * @param tripIds the provider's own trips; may be empty, nulls are left out
 * @param vehicleState such as on_trip; null if not known, or not asked for
 */
public record Attributes(
        @Nullable String vehicleId,
        @Nullable String vehicleType,
        @Nullable String mode,
        List<String> tripIds,
        @Nullable String vehicleState) {

    /** A ping that says nothing about its vehicle. */
    public static final Attributes NONE = new Attributes(null, null, null, List.of());

    public Attributes {
        tripIds = tripIds.stream().filter(Objects::nonNull).toList();
    }

    /** A vehicle whose state is not known, or not asked for. */
    public Attributes(
            @Nullable String vehicleId, @Nullable String vehicleType, @Nullable String mode, List<String> tripIds) {
        this(vehicleId, vehicleType, mode, tripIds, null);
    }
}
