package io.tripmill.bench.movements;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The library's time lines, to which Spark shuffles and sorts all rows of pings. */
final class TimelinePeers {
    private static final int PROVIDER_ID = 0;
    private static final int DEVICE_ID = 1;
    private static final int TIME_US = 2;
    private static final int LAT = 3;
    private static final int LNG = 4;
    private static final int VEHICLE_TYPE = 5;
    private static final int BATTERY = 6;

    private TimelinePeers() {}

    /** By {@code groupByKey}, sorted by Spark. */
    static Dataset<Row> grouped(Dataset<Row> pings, TrajectoryOptions options) {
        MapFunction<Row, String> device = ping -> ping.getString(PROVIDER_ID) + '\n' + ping.getString(DEVICE_ID);
        FlatMapGroupsFunction<String, Row, Row> movements = (key, sorted) -> new Found(options, sorted);
        return selected(pings)
                .groupByKey(device, Encoders.STRING())
                .flatMapSortedGroups(new Column[] {col("us")}, movements, Encoders.row(MovementColumns.SCHEMA));
    }

    /** By shuffling and sorting all rows, each partition read as a stream. */
    static Dataset<Row> sorted(Dataset<Row> pings, TrajectoryOptions options) {
        MapPartitionsFunction<Row, Row> movements = rows -> new Found(options, rows);
        return selected(pings)
                .repartition(col("provider_id"), col("device_id"))
                .sortWithinPartitions(col("provider_id"), col("device_id"), col("us"))
                .mapPartitions(movements, Encoders.row(MovementColumns.SCHEMA));
    }

    private static Dataset<Row> selected(Dataset<Row> pings) {
        return pings.select(
                col("provider_id"),
                col("device_id"),
                unix_micros(col("timestamp")).as("us"),
                col("lat"),
                col("lng"),
                col("vehicle_type"),
                col("battery_percent"));
    }

    /** The movements in pings sorted by device and time. */
    private static final class Found implements Iterator<Row> {
        private final TrajectoryOptions options;
        private final Iterator<Row> pings;
        private final Queue<Row> rows = new ArrayDeque<>();
        private String providerId = "";
        private String deviceId = "";
        private @Nullable DeviceTimeline timeline;
        private Attributes attributes = Attributes.NONE;

        Found(TrajectoryOptions options, Iterator<Row> pings) {
            this.options = options;
            this.pings = pings;
        }

        @Override
        public boolean hasNext() {
            while (rows.isEmpty() && pings.hasNext()) {
                take(pings.next());
            }
            if (rows.isEmpty() && timeline != null) {
                timeline.end();
                timeline = null;
            }
            return !rows.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return rows.remove();
        }

        private void take(Row ping) {
            String vehicleType = ping.getString(VEHICLE_TYPE);
            if (!vehicleType.equals(attributes.vehicleType())) {
                attributes = new Attributes(null, vehicleType, null, List.of());
            }
            timelineOf(ping.getString(PROVIDER_ID), ping.getString(DEVICE_ID))
                    .ping(
                            ping.getLong(TIME_US),
                            ping.getDouble(LAT),
                            ping.getDouble(LNG),
                            attributes,
                            ping.getInt(BATTERY));
        }

        private DeviceTimeline timelineOf(String provider, String device) {
            if (timeline == null || !device.equals(deviceId) || !provider.equals(providerId)) {
                if (timeline != null) {
                    timeline.end();
                }
                providerId = provider;
                deviceId = device;
                timeline = new DeviceTimeline(options, provider, device, MovementColumns.to(rows::add));
            }
            return timeline;
        }
    }
}
