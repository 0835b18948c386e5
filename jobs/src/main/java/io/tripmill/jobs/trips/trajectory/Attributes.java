package io.tripmill.jobs.trips.trajectory;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a ping says about its vehicle besides the position. Neighbouring pings that say the same should share one instance: a
 * session holds a reference a ping, and runs of one instance are looked at once.
 *
 * @param vehicleId the vehicle that carries the device; null if not known
 * @param vehicleType such as bus; null if not known
 * @param mode of travel; null if not known
 * @param tripIds the provider's own trips; may be empty, nulls and repetitions are left out
 * @param vehicleState such as on_trip; null if not known, or not asked for
 * @param cancelledTripIds those of the provider's trips that the ping cancels; may be empty, and is if not asked for
 */
public record Attributes(
        @Nullable String vehicleId,
        @Nullable String vehicleType,
        @Nullable String mode,
        List<String> tripIds,
        @Nullable String vehicleState,
        List<String> cancelledTripIds) {

    /** A ping that says nothing about its vehicle. */
    public static final Attributes NONE = new Attributes(null, null, null, List.of());

    public Attributes {
        tripIds = tripIds.stream().filter(Objects::nonNull).distinct().toList();
        cancelledTripIds =
                cancelledTripIds.stream().filter(Objects::nonNull).distinct().toList();
    }

    /** Of a ping that cancels no trip. */
    public Attributes(
            @Nullable String vehicleId,
            @Nullable String vehicleType,
            @Nullable String mode,
            List<String> tripIds,
            @Nullable String vehicleState) {
        this(vehicleId, vehicleType, mode, tripIds, vehicleState, List.of());
    }

    /** A vehicle whose state is not known, or not asked for. */
    public Attributes(
            @Nullable String vehicleId, @Nullable String vehicleType, @Nullable String mode, List<String> tripIds) {
        this(vehicleId, vehicleType, mode, tripIds, null);
    }

    /** All trips that the ping names: those it belongs to, and those it cancels. */
    List<String> namedTripIds() {
        return cancelledTripIds.isEmpty()
                ? tripIds
                : Stream.concat(tripIds.stream(), cancelledTripIds.stream())
                        .distinct()
                        .toList();
    }
}
