package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.Inputs;
import io.tripmill.jobs.trips.trajectory.ChangedTime;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Pings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a change feed of pings says about time: for each device the stretches in which pings were added, replaced or removed. */
final class ChangedPings {
    /** LONG columns of {@link #stretches}, microseconds since 1970: the first and last instant of a stretch. */
    static final String FIRST_US = "first_us";

    static final String LAST_US = "last_us";
    /** LONG columns, microseconds since 1970: the newest ping that came to be, and that ceased to be; null if none did. */
    private static final String ADDED_US = "added_us";

    private static final String LOST_US = "lost_us";

    /** ARRAY of STRING: the provider's trips that a changed ping names; null where trips are not those of the provider. */
    static final String NAMED_TRIP_IDS = "named_trip_ids";

    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

    private static final long DAY_US = Duration.ofDays(1).toNanos() / 1000;

    private ChangedPings() {}

    /** One row for a device and stretch of at most a session gap; few where a device's pings are near each other, as they mostly are. */
    static Dataset<Row> stretches(Dataset<Row> feed, TrajectoryOptions options) {
        Column timeUs = unix_micros(Pings.TIMESTAMP.col());
        Column isLost = col(Inputs.CHANGE).isin(Inputs.DELETED, Inputs.REPLACED);
        return feed.groupBy(
                        Pings.PROVIDER_ID.col(),
                        Pings.DEVICE_ID.col(),
                        startOf(Watermarks.micros(options.sessionGap()), timeUs).as("stretch"))
                .agg(
                        min(timeUs).as(FIRST_US),
                        max(timeUs).as(LAST_US),
                        max(when(isLost, lit(null)).otherwise(timeUs)).as(ADDED_US),
                        max(when(isLost, timeUs)).as(LOST_US),
                        (options.hasProviderTrips() ? namedTripIds() : lit(null).cast(TEXTS)).as(NAMED_TRIP_IDS));
    }

    /** Those that a ping named that came to be or ceased to be. */
    private static Column namedTripIds() {
        Column none = array().cast(TEXTS);
        return array_distinct(flatten(collect_set(
                concat(coalesce(Pings.TRIP_IDS.col(), none), coalesce(Pings.CANCELLED_TRIP_IDS.col(), none)))));
    }

    /** Few rows, for {@link Summary#of}: one a provider and day. */
    static Dataset<Row> summary(Dataset<Row> stretches) {
        return stretches
                .groupBy(Pings.PROVIDER_ID.col(), startOf(DAY_US, col(FIRST_US)).as("day"))
                .agg(
                        min(FIRST_US).as(FIRST_US),
                        max(LAST_US).as(LAST_US),
                        max(ADDED_US).as(ADDED_US),
                        max(LOST_US).as(LOST_US))
                .select(Pings.PROVIDER_ID.col(), col(FIRST_US), col(LAST_US), col(ADDED_US), col(LOST_US));
    }

    private static Column startOf(long lengthUs, Column timeUs) {
        return timeUs.minus(pmod(timeUs, lit(lengthUs)));
    }

    /**
     * Whose pings changed, and when.
     *
     * @param newestAddedUs by provider, microseconds since 1970
     * @param newestLostUs by provider, microseconds since 1970
     * @param times in which something changed, with other times between them that hold no change
     */
    record Summary(Map<String, Long> newestAddedUs, Map<String, Long> newestLostUs, List<ChangedTime> times) {
        static final Summary NONE = new Summary(Map.of(), Map.of(), List.of());

        static Summary of(List<Row> rows) {
            Map<String, Long> added = new TreeMap<>();
            Map<String, Long> lost = new TreeMap<>();
            List<ChangedTime> times = new ArrayList<>();
            for (Row row : rows) {
                times.add(new ChangedTime(row.getLong(1), row.getLong(2)));
                if (!row.isNullAt(3)) {
                    added.merge(row.getString(0), row.getLong(3), Math::max);
                }
                if (!row.isNullAt(4)) {
                    lost.merge(row.getString(0), row.getLong(4), Math::max);
                }
            }
            return new Summary(added, lost, times);
        }
    }
}
