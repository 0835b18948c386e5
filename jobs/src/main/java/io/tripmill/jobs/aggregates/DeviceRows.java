package io.tripmill.jobs.aggregates;

import io.tripmill.geo.Point;
import io.tripmill.schema.RowsByKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Tells of the devices of a partition, one by one. Its rows are sorted by provider, device and start; it holds those of one
 * device, no more.
 *
 * <p>A row is: provider, device, what it is, start and end in microseconds, and for sessions the latitude and longitude of the first
 * position and of the last one.
 */
record DeviceRows(Telling telling) implements MapPartitionsFunction<Row, Row> {
    static final String SESSION = "session";
    static final String TRIP = "trip";
    /** One that is open or short. */
    static final String OTHER_TRIP = "other trip";

    static final String STAY = "stay";

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new RowsByKey(rows, new Stream());
    }

    private final class Stream implements RowsByKey.Collecting {
        private final List<Heard> sessions = new ArrayList<>();
        private final List<Span> trips = new ArrayList<>();
        private final List<Span> otherTrips = new ArrayList<>();
        private final List<Span> stays = new ArrayList<>();

        @Override
        public void take(Row row) {
            Span span = new Span(row.getLong(3), row.getLong(4));
            switch (row.getString(2)) {
                case SESSION -> sessions.add(new Heard(span, point(row, 5), point(row, 7)));
                case TRIP -> trips.add(span);
                case OTHER_TRIP -> otherTrips.add(span);
                case STAY -> stays.add(span);
                default -> throw new IllegalArgumentException("neither session nor trip nor stay: " + row.getString(2));
            }
        }

        @Override
        public Collection<Row> end(Row last) {
            String providerId = last.getString(0);
            String deviceId = last.getString(1);
            Collection<Row> rows =
                    telling.rowsOf(new DeviceStory(providerId, deviceId, sessions, trips, otherTrips, stays));
            sessions.clear();
            trips.clear();
            otherTrips.clear();
            stays.clear();
            return rows;
        }

        private static Optional<Point> point(Row row, int lat) {
            return row.isNullAt(lat)
                    ? Optional.empty()
                    : Optional.of(new Point(row.getDouble(lat), row.getDouble(lat + 1)));
        }
    }
}
