package io.tripmill.jobs.trips;

import static java.util.Objects.requireNonNull;

import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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
     * @param pings distinct positions with the columns provider_id, device_id, timestamp, lat and lng, none of them null; vehicle_id,
     *     vehicle_type, mode, trip_ids, battery_percent and source_seq (which orders pings of one instant) are used if they are there
     */
    public Sessionized apply(Dataset<Row> pings) {
        return new Sessionized(PingColumns.timelines(pings)
                .mapPartitions(new TimelineRows(options), Encoders.row(MovementRows.SCHEMA)));
    }
}
