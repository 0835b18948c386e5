package io.tripmill.jobs.trips;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.jobs.trips.packed.Carried;
import io.tripmill.jobs.trips.packed.PackedTimelines;
import io.tripmill.jobs.trips.packed.ReadPath;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Pings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
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
    private static final String WATERMARK_US = "watermark_us";

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
     *     vehicle_type, mode, trip_ids, battery_percent and source_seq (which orders pings of one instant) are used if they are
     *     there. Pings of a device that agree in timestamp, lat and lng count once, see {@link PackedTimelines}; a lake has none
     * @throws IllegalArgumentException if trips are asked for by state and there is no column vehicle_state
     */
    public Sessionized apply(Dataset<Row> pings) {
        TrajectoryOptions itsOptions = options;
        return new Sessionized(new PackedTimelines(carried(pings), List.of(WATERMARK_US), ReadPath.COLUMNS)
                .apply(
                        withWatermark(pings),
                        MovementRows.SCHEMA,
                        (key, rows) -> new MovementMachine(itsOptions, key, rows)));
    }

    private Set<Carried> carried(Dataset<Row> pings) {
        if (options.tripStates().isEmpty()) {
            return EnumSet.of(Carried.SOURCE_SEQ, Carried.BATTERY, Carried.VEHICLE);
        }
        String state = Pings.VEHICLE_STATE.name();
        if (!List.of(pings.columns()).contains(state)) {
            throw new IllegalArgumentException("pings have no column " + state + ", which these options need");
        }
        return EnumSet.of(Carried.SOURCE_SEQ, Carried.BATTERY, Carried.VEHICLE, Carried.VEHICLE_STATE);
    }

    private static Dataset<Row> withWatermark(Dataset<Row> pings) {
        Column provider = Pings.PROVIDER_ID.col();
        Dataset<Row> watermarks = pings.groupBy(provider.as("watermark_provider"))
                .agg(max(unix_micros(Pings.TIMESTAMP.col())).as(WATERMARK_US));
        return pings.join(broadcast(watermarks), provider.eqNullSafe(col("watermark_provider")));
    }
}
