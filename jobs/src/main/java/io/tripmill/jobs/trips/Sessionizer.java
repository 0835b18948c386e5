package io.tripmill.jobs.trips;

import static java.util.Objects.requireNonNull;

import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Field;
import java.util.List;
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
     * @throws IllegalArgumentException if trips are asked for by state and there is no column vehicle_state
     */
    public Sessionized apply(Dataset<Row> pings) {
        Dataset<Row> movements = movements(pings);
        return new Sessionized(movements, MovementRows.watermarks(movements, options.sessionGap()));
    }

    /**
     * The movements of pings that may be a part of all: whole {@link RangeColumns ranges} of their devices.
     */
    Dataset<Row> movements(Dataset<Row> pings) {
        TimelineRows timelines = new TimelineRows(options);
        for (Field column : timelines.moreColumns()) {
            if (!List.of(pings.columns()).contains(column.name())) {
                throw new IllegalArgumentException(
                        "pings have no column " + column.name() + ", which these options need");
            }
        }
        return PingColumns.timelines(pings, timelines.moreColumns())
                .mapPartitions(timelines, Encoders.row(MovementRows.SCHEMA));
    }
}
