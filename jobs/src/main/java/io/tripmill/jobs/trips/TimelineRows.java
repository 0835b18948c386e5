package io.tripmill.jobs.trips;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Streams the pings of a partition, sorted by device and time, through one time line after the other: one for each device and range. */
final class TimelineRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final TrajectoryOptions options;
    private final boolean readsState;

    TimelineRows(TrajectoryOptions options) {
        this.options = options;
        this.readsState = !options.tripStates().isEmpty();
    }

    /** The columns of pings that are read beyond those that every time line needs. */
    List<Field> moreColumns() {
        return readsState ? List.of(Pings.VEHICLE_STATE) : List.of();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> pings) {
        return new Stream(pings);
    }

    /** Holds one session of pings and the rows of one device's last session, no more. */
    private final class Stream implements Iterator<Row> {
        private final Iterator<Row> pings;
        private final Queue<Row> rows = MovementRows.queue();
        private @Nullable String providerId;
        private @Nullable String deviceId;
        private long rangeStartUs;
        private boolean endsInCut;
        private @Nullable DeviceTimeline timeline;
        private Attributes attributes = Attributes.NONE;

        Stream(Iterator<Row> pings) {
            this.pings = pings;
        }

        @Override
        public boolean hasNext() {
            while (rows.isEmpty() && pings.hasNext()) {
                take(pings.next());
                if (!pings.hasNext()) {
                    end();
                }
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
            DeviceTimeline current = timelineOf(ping);
            attributes = attributesOf(ping);
            current.ping(
                    ping.getLong(PingColumns.TIMESTAMP_US),
                    ping.getDouble(PingColumns.LAT),
                    ping.getDouble(PingColumns.LNG),
                    attributes,
                    ping.isNullAt(PingColumns.BATTERY_PERCENT)
                            ? DeviceTimeline.NO_BATTERY
                            : ping.getInt(PingColumns.BATTERY_PERCENT));
        }

        private DeviceTimeline timelineOf(Row ping) {
            String provider = ping.getString(PingColumns.PROVIDER_ID);
            String device = ping.getString(PingColumns.DEVICE_ID);
            long range = ping.getLong(PingColumns.RANGE_START_US);
            if (timeline == null || range != rangeStartUs || !provider.equals(providerId) || !device.equals(deviceId)) {
                end();
                providerId = provider;
                deviceId = device;
                rangeStartUs = range;
                endsInCut = ping.getBoolean(PingColumns.ENDS_IN_CUT);
                attributes = Attributes.NONE;
                timeline = new DeviceTimeline(
                        options, provider, device, ping.getBoolean(PingColumns.STARTS_IN_CUT), new MovementRows(rows));
            }
            return timeline;
        }

        private void end() {
            if (timeline != null) {
                timeline.end(endsInCut);
                timeline = null;
            }
        }

        /** The last ping's attributes if they are the same: a time line keeps a reference a ping. */
        private Attributes attributesOf(Row ping) {
            String vehicleId = ping.getString(PingColumns.VEHICLE_ID);
            String vehicleType = ping.getString(PingColumns.VEHICLE_TYPE);
            String mode = ping.getString(PingColumns.MODE);
            List<String> tripIds = ping.isNullAt(PingColumns.TRIP_IDS) ? List.of() : ping.getList(PingColumns.TRIP_IDS);
            String vehicleState = readsState ? ping.getString(PingColumns.VEHICLE_STATE) : null;
            boolean same = Objects.equals(vehicleId, attributes.vehicleId())
                    && Objects.equals(vehicleType, attributes.vehicleType())
                    && Objects.equals(mode, attributes.mode())
                    && tripIds.equals(attributes.tripIds())
                    && Objects.equals(vehicleState, attributes.vehicleState());
            return same ? attributes : new Attributes(vehicleId, vehicleType, mode, tripIds, vehicleState);
        }
    }
}
