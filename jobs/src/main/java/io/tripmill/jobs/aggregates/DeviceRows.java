package io.tripmill.jobs.aggregates;

import io.tripmill.geo.Point;
import io.tripmill.schema.VehicleDays;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the {@link DeviceTimes} of the devices of a partition. Its rows are sorted by provider, device and start; it holds those of one
 * device, no more.
 *
 * <p>A row is: provider, device, what it is, start and end in microseconds, and for sessions the latitude and longitude of the first
 * position and of the last one.
 */
record DeviceRows(DeviceTimes times) implements MapPartitionsFunction<Row, Row> {
    static final String SESSION = "session";
    static final String TRIP = "trip";
    static final String STAY = "stay";

    static final String MOVING_US = "moving_us";
    static final String STOPPED_US = "stopped_us";
    static final String PARKED_US = "parked_us";
    static final String SILENT_US = "silent_us";

    static final StructType SCHEMA = new StructType()
            .add(VehicleDays.SERVICE_DATE.name(), VehicleDays.SERVICE_DATE.type())
            .add(VehicleDays.PROVIDER_ID.name(), VehicleDays.PROVIDER_ID.type())
            .add(VehicleDays.DEVICE_ID.name(), VehicleDays.DEVICE_ID.type())
            .add(MOVING_US, DataTypes.LongType)
            .add(STOPPED_US, DataTypes.LongType)
            .add(PARKED_US, DataTypes.LongType)
            .add(SILENT_US, DataTypes.LongType);

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Stream(rows);
    }

    private final class Stream implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Queue<Row> found = new ArrayDeque<>();
        private final List<Heard> sessions = new ArrayList<>();
        private final List<Span> trips = new ArrayList<>();
        private final List<Span> stays = new ArrayList<>();
        private @Nullable String providerId;
        private @Nullable String deviceId;

        Stream(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && rows.hasNext()) {
                take(rows.next());
                if (!rows.hasNext()) {
                    end();
                }
            }
            return !found.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return found.remove();
        }

        private void take(Row row) {
            String provider = row.getString(0);
            String device = row.getString(1);
            if (!provider.equals(providerId) || !device.equals(deviceId)) {
                end();
                providerId = provider;
                deviceId = device;
            }
            Span span = new Span(row.getLong(3), row.getLong(4));
            switch (row.getString(2)) {
                case SESSION -> sessions.add(new Heard(span, point(row, 5), point(row, 7)));
                case TRIP -> trips.add(span);
                case STAY -> stays.add(span);
                default -> throw new IllegalArgumentException("neither session nor trip nor stay: " + row.getString(2));
            }
        }

        private void end() {
            for (Map.Entry<LocalDate, DayTimes> day :
                    times.of(sessions, trips, stays).entrySet()) {
                DayTimes spent = day.getValue();
                found.add(RowFactory.create(
                        day.getKey(),
                        providerId,
                        deviceId,
                        spent.movingUs(),
                        spent.stoppedUs(),
                        spent.parkedUs(),
                        spent.silentUs()));
            }
            sessions.clear();
            trips.clear();
            stays.clear();
        }

        private static Optional<Point> point(Row row, int lat) {
            return row.isNullAt(lat)
                    ? Optional.empty()
                    : Optional.of(new Point(row.getDouble(lat), row.getDouble(lat + 1)));
        }
    }
}
