package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Longitude;
import io.tripmill.geo.SwiftHaversine;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Trips;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes legs of the trips and the pings of a partition, sorted by provider, device and time, a trip before its first ping. It holds one
 * trip and one ping, no more.
 */
final class LegRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** When a leg starts, in microseconds. */
    static final String START_US = "start_us";

    static final String DURATION_US = "duration_us";
    /** By the formula of trips. */
    static final String DISTANCE_M = "distance_m";

    /** The position is the leg's middle. */
    private static final StructType SCHEMA = new StructType()
            .add(Pings.SERVICE_DATE.name(), DataTypes.DateType)
            .add(Pings.PROVIDER_ID.name(), DataTypes.StringType)
            .add(Pings.DEVICE_ID.name(), DataTypes.StringType)
            .add(Trips.VEHICLE_TYPE.name(), DataTypes.StringType)
            .add(Pings.LAT.name(), DataTypes.DoubleType)
            .add(Pings.LNG.name(), DataTypes.DoubleType)
            .add(START_US, DataTypes.LongType)
            .add(DURATION_US, DataTypes.LongType)
            .add(DISTANCE_M, DataTypes.DoubleType);

    private static final int PROVIDER = 0;
    private static final int DEVICE = 1;
    private static final int TIME_US = 2;
    private static final int IS_PING = 3;
    private static final int UNTIL_US = 4;
    private static final int VEHICLE_TYPE = 5;
    private static final int SERVICE_DATE = 6;
    private static final int LAT = 7;
    private static final int LNG = 8;

    /** The legs of trips, each with the service date of its first ping. */
    static Dataset<Row> of(Dataset<Row> trips, Dataset<Row> pings) {
        Column none = lit(null);
        Dataset<Row> stretches = trips.select(
                Trips.PROVIDER_ID.col(),
                Trips.DEVICE_ID.col(),
                unix_micros(Trips.START_TIME.col()).as("time_us"),
                lit(false).as("is_ping"),
                unix_micros(Trips.END_TIME.col()),
                Trips.VEHICLE_TYPE.col(),
                none.cast(DataTypes.DateType),
                none.cast(DataTypes.DoubleType).as("lat"),
                none.cast(DataTypes.DoubleType).as("lng"),
                none.cast(DataTypes.LongType).as("seq"));
        Dataset<Row> positions = pings.select(
                Pings.PROVIDER_ID.col(),
                Pings.DEVICE_ID.col(),
                unix_micros(Pings.TIMESTAMP.col()),
                lit(true),
                none.cast(DataTypes.LongType),
                none.cast(DataTypes.StringType),
                Pings.SERVICE_DATE.col(),
                Pings.LAT.col(),
                Pings.LNG.col(),
                Pings.SOURCE_SEQ.col());
        Column provider = Trips.PROVIDER_ID.col();
        Column device = Trips.DEVICE_ID.col();
        return stretches
                .union(positions)
                .repartition(provider, device)
                .sortWithinPartitions(
                        provider,
                        device,
                        col("time_us"),
                        col("is_ping"),
                        col("seq").asc_nulls_last(),
                        col("lat"),
                        col("lng"))
                .mapPartitions(new LegRows(), Encoders.row(SCHEMA));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Legs(rows);
    }

    private static final class Legs implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final SwiftHaversine distance = new SwiftHaversine(new Haversine(Haversine.EARTH_RADIUS_M));
        private @Nullable Row trip;
        /** The last ping of the trip so far. */
        private @Nullable Row ping;

        private @Nullable Row next;

        Legs(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                next = take(rows.next());
            }
            return next != null;
        }

        @Override
        public Row next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Row leg = next;
            next = null;
            return leg;
        }

        /** The leg that a row ends, if it ends one. */
        private @Nullable Row take(Row row) {
            if (!row.getBoolean(IS_PING)) {
                trip = row;
                ping = null;
                return null;
            }
            if (trip == null || !isOn(trip, row)) {
                return null;
            }
            Row leg = ping == null ? null : leg(trip, ping, row);
            ping = row;
            return leg;
        }

        private static boolean isOn(Row trip, Row ping) {
            return ping.getLong(TIME_US) <= trip.getLong(UNTIL_US)
                    && ping.getString(DEVICE).equals(trip.getString(DEVICE))
                    && ping.getString(PROVIDER).equals(trip.getString(PROVIDER));
        }

        private Row leg(Row trip, Row from, Row to) {
            double lat = from.getDouble(LAT);
            double lng = from.getDouble(LNG);
            double toLat = to.getDouble(LAT);
            double toLng = to.getDouble(LNG);
            double metres = distance.metresBetween(
                    lat, SwiftHaversine.cosOfLatitude(lat), lng, toLat, SwiftHaversine.cosOfLatitude(toLat), toLng);
            return RowFactory.create(
                    from.get(SERVICE_DATE),
                    from.get(PROVIDER),
                    from.get(DEVICE),
                    trip.get(VEHICLE_TYPE),
                    lat + (toLat - lat) / 2,
                    Longitude.wrap(lng + Longitude.wrap(toLng - lng) / 2),
                    from.getLong(TIME_US),
                    to.getLong(TIME_US) - from.getLong(TIME_US),
                    metres);
        }
    }
}
