package io.tripmill.jobs.trips;

import static java.util.Objects.requireNonNull;

import io.tripmill.jobs.trips.packed.Carried;
import io.tripmill.jobs.trips.packed.PackedTimelines;
import io.tripmill.jobs.trips.packed.ReadPath;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Pings into sessions, stays and trips, without a lake.
 *
 * <pre>{@code
 * Sessionized movements = Sessionizer.of(TrajectoryOptions.defaults()).apply(pings);
 * movements.trips().show();
 * }</pre>
 */
public final class Sessionizer {
    private final TrajectoryOptions options;

    private Sessionizer(TrajectoryOptions options) {
        this.options = requireNonNull(options, "options");
    }

    public static Sessionizer of(TrajectoryOptions options) {
        return new Sessionizer(options);
    }

    /**
     * Plans the movements of pings; starts no Spark job. The order of the rows does not matter.
     *
     * @param pings positions with the columns provider_id, device_id, timestamp, lat and lng, none of them null; vehicle_id,
     *     vehicle_type, mode, trip_ids, cancelled_trip_ids, battery_percent and source_seq (which orders pings of one instant) are
     *     used if they are there. Pings of a device that agree in timestamp, lat and lng count once, see {@link PackedTimelines}; a lake has none
     * @throws IllegalArgumentException if trips are asked for by state and there is no column vehicle_state, or by provider and no column trip_ids
     */
    public Sessionized apply(Dataset<Row> pings) {
        return apply(pings, path -> {});
    }

    /**
     * As {@link #apply(Dataset)}.
     *
     * @param told is told on the driver how the pings are read; of a table's files that is known on the first action only
     */
    public Sessionized apply(Dataset<Row> pings, Consumer<ReadPath> told) {
        Dataset<Row> movements = movements(pings, told);
        return new Sessionized(movements, MovementRows.watermarks(movements, options.sessionGap()));
    }

    /**
     * The movements of pings that may be a part of all: whole {@link RangeColumns ranges} of their devices.
     */
    Dataset<Row> movements(Dataset<Row> pings, Consumer<ReadPath> told) {
        TrajectoryOptions itsOptions = options;
        return new PackedTimelines(carried(pings), RangeColumns.of(pings), ReadPath.COLUMNS)
                .apply(pings, MovementRows.SCHEMA, (key, rows) -> new MovementMachine(itsOptions, key, rows), told);
    }

    private Set<Carried> carried(Dataset<Row> pings) {
        Set<Carried> carried = EnumSet.of(Carried.SOURCE_SEQ, Carried.BATTERY, Carried.VEHICLE);
        if (!options.tripStates().isEmpty()) {
            require(Pings.VEHICLE_STATE, pings);
            carried.add(Carried.VEHICLE_STATE);
        }
        if (options.hasProviderTrips()) {
            require(Pings.TRIP_IDS, pings);
            carried.add(Carried.CANCELLED_TRIPS);
        }
        return carried;
    }

    private static void require(Field column, Dataset<Row> pings) {
        if (!List.of(pings.columns()).contains(column.name())) {
            throw new IllegalArgumentException("pings have no column " + column.name() + ", which these options need");
        }
    }
}
