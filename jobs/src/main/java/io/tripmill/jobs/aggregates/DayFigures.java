package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The parts of which vehicle days are made: what pings tell of a day, what trips tell, and how its time was spent. */
final class DayFigures {
    private static final double US_PER_S = 1e6;
    private static final double S_IN_24_HOURS = 86_400;

    private static final String[] KEY = {
        VehicleDays.SERVICE_DATE.name(), VehicleDays.PROVIDER_ID.name(), VehicleDays.DEVICE_ID.name()
    };

    private DayFigures() {}

    /** Puts the parts together; a day without pings is none. */
    static Dataset<Row> together(Dataset<Row> told, Dataset<Row> travelled, Dataset<Row> spent) {
        Column dayUs = col(DeviceRows.MOVING_US)
                .plus(col(DeviceRows.STOPPED_US))
                .plus(col(DeviceRows.PARKED_US))
                .plus(col(DeviceRows.SILENT_US));
        Column trips = coalesce(VehicleDays.TRIPS.col(), lit(0L));
        Column dayS = dayUs.divide(lit(US_PER_S));
        // A ping that is not in a session yet brings its day with the session.
        return told.join(spent, KEY)
                .join(travelled, KEY, "left")
                .select(
                        VehicleDays.SERVICE_DATE.col(),
                        VehicleDays.PROVIDER_ID.col(),
                        VehicleDays.DEVICE_ID.col(),
                        VehicleDays.DAY_S.is(dayS),
                        VehicleDays.PING_COUNT.col(),
                        VehicleDays.TRIPS.is(trips),
                        VehicleDays.SHORT_TRIPS.is(coalesce(VehicleDays.SHORT_TRIPS.col(), lit(0L))),
                        VehicleDays.OPEN_TRIPS.is(coalesce(VehicleDays.OPEN_TRIPS.col(), lit(0L))),
                        VehicleDays.DISTANCE_M.is(coalesce(VehicleDays.DISTANCE_M.col(), lit(0.0))),
                        VehicleDays.FIRST_USE.col(),
                        VehicleDays.LAST_USE.col(),
                        VehicleDays.IDLE_BETWEEN_TRIPS_S.col(),
                        VehicleDays.MOVING_S.is(col(DeviceRows.MOVING_US).divide(lit(US_PER_S))),
                        VehicleDays.STOPPED_S.is(col(DeviceRows.STOPPED_US).divide(lit(US_PER_S))),
                        VehicleDays.PARKED_S.is(col(DeviceRows.PARKED_US).divide(lit(US_PER_S))),
                        VehicleDays.SILENT_S.is(col(DeviceRows.SILENT_US).divide(lit(US_PER_S))),
                        VehicleDays.UTILISATION.is(col(DeviceRows.MOVING_US)
                                .cast(DataTypes.DoubleType)
                                .divide(dayUs)),
                        VehicleDays.TURNOVER.is(
                                trips.multiply(lit(S_IN_24_HOURS)).divide(dayS)),
                        VehicleDays.START_BATTERY_PERCENT.col(),
                        VehicleDays.END_BATTERY_PERCENT.col(),
                        VehicleDays.LOW_BATTERY_PERCENT.col(),
                        VehicleDays.LOW_BATTERY_TIME.col());
    }

    /** Of pings at one instant, which only a lake that keeps exact copies apart has, the lower charge counts first. */
    static Dataset<Row> told(Dataset<Row> pings) {
        Column charge = Pings.BATTERY_PERCENT.col();
        Column time = Pings.TIMESTAMP.col();
        Column byTime = when(charge.isNotNull(), struct(time, charge));
        Column byCharge = when(charge.isNotNull(), struct(charge, time));
        return pings.groupBy(Pings.SERVICE_DATE.col(), Pings.PROVIDER_ID.col(), Pings.DEVICE_ID.col())
                .agg(
                        VehicleDays.PING_COUNT.is(count(lit(1))),
                        VehicleDays.START_BATTERY_PERCENT.is(min(byTime).getField(Pings.BATTERY_PERCENT.name())),
                        VehicleDays.END_BATTERY_PERCENT.is(max(byTime).getField(Pings.BATTERY_PERCENT.name())),
                        VehicleDays.LOW_BATTERY_PERCENT.is(min(byCharge).getField(Pings.BATTERY_PERCENT.name())),
                        VehicleDays.LOW_BATTERY_TIME.is(min(byCharge).getField(Pings.TIMESTAMP.name())));
    }

    static Dataset<Row> travelled(Dataset<Row> trips) {
        Column usedUs = unix_micros(TripFigures.lastEnd()).minus(unix_micros(TripFigures.firstStart()));
        Column idleBetween = usedUs.divide(lit(US_PER_S)).minus(TripFigures.DURATION.total());
        return TripFigures.startsAndEnds(trips)
                .groupBy(Trips.SERVICE_DATE.col(), Trips.PROVIDER_ID.col(), Trips.DEVICE_ID.col())
                .agg(
                        VehicleDays.TRIPS.is(TripFigures.trips()),
                        VehicleDays.SHORT_TRIPS.is(TripFigures.shortTrips()),
                        VehicleDays.OPEN_TRIPS.is(TripFigures.openTrips()),
                        VehicleDays.DISTANCE_M.is(TripFigures.DISTANCE.total()),
                        VehicleDays.FIRST_USE.is(TripFigures.firstStart()),
                        VehicleDays.LAST_USE.is(TripFigures.lastEnd()),
                        VehicleDays.IDLE_BETWEEN_TRIPS_S.is(idleBetween));
    }

    /** How the time of every day was spent on which a session passes. */
    static Dataset<Row> spent(
            Dataset<Row> sessions, Dataset<Row> stays, Dataset<Row> trips, Dataset<Row> pings, DeviceTimes times) {
        Column none = lit(null).cast(DataTypes.DoubleType);
        Dataset<Row> rows = withPlaces(sessions, pings)
                .union(stretches(DeviceRows.TRIP, TripFigures.complete(trips), Trips.START_TIME, Trips.END_TIME)
                        .select(col("*"), none, none, none, none))
                .union(stretches(DeviceRows.STAY, stays, Stays.START_TIME, Stays.END_TIME)
                        .select(col("*"), none, none, none, none));
        Column provider = Sessions.PROVIDER_ID.col();
        Column device = Sessions.DEVICE_ID.col();
        return rows.repartition(provider, device)
                .sortWithinPartitions(provider, device, col("from_us"), col("until_us"))
                .mapPartitions(new DeviceRows(times), Encoders.row(DeviceRows.SCHEMA));
    }

    private static Dataset<Row> stretches(String kind, Dataset<Row> rows, Field start, Field end) {
        return rows.select(
                Sessions.PROVIDER_ID.col(),
                Sessions.DEVICE_ID.col(),
                lit(kind).as("kind"),
                unix_micros(start.col()).as("from_us"),
                unix_micros(end.col()).as("until_us"));
    }

    /**
     * Sessions, and where they begin and end: at the pings of these instants, which are never flagged. Of several at one instant the
     * first begins and the last ends it.
     */
    private static Dataset<Row> withPlaces(Dataset<Row> sessions, Dataset<Row> pings) {
        Column time = Pings.TIMESTAMP.col();
        Column place = struct(Pings.SOURCE_SEQ.col(), Pings.LAT.col(), Pings.LNG.col());
        Dataset<Row> edges = sessions.select(
                Sessions.PROVIDER_ID.col(),
                Sessions.DEVICE_ID.col(),
                Sessions.START_TIME.col(),
                Sessions.END_TIME.col(),
                explode(array(Sessions.START_TIME.col(), Sessions.END_TIME.col()))
                        .as(Pings.TIMESTAMP.name()));
        Dataset<Row> places = pings.select(
                Pings.PROVIDER_ID.col(),
                Pings.DEVICE_ID.col(),
                time,
                Pings.SOURCE_SEQ.col(),
                Pings.LAT.col(),
                Pings.LNG.col());
        return edges.join(
                        places,
                        new String[] {Pings.PROVIDER_ID.name(), Pings.DEVICE_ID.name(), Pings.TIMESTAMP.name()},
                        "left")
                .groupBy(
                        Sessions.PROVIDER_ID.col(),
                        Sessions.DEVICE_ID.col(),
                        Sessions.START_TIME.col(),
                        Sessions.END_TIME.col())
                .agg(
                        min(when(
                                        time.equalTo(Sessions.START_TIME.col())
                                                .and(Pings.LAT.col().isNotNull()),
                                        place))
                                .as("first"),
                        max(when(
                                        time.equalTo(Sessions.END_TIME.col())
                                                .and(Pings.LAT.col().isNotNull()),
                                        place))
                                .as("last"))
                .select(
                        Sessions.PROVIDER_ID.col(),
                        Sessions.DEVICE_ID.col(),
                        lit(DeviceRows.SESSION).as("kind"),
                        unix_micros(Sessions.START_TIME.col()).as("from_us"),
                        unix_micros(Sessions.END_TIME.col()).as("until_us"),
                        col("first").getField(Pings.LAT.name()).as("first_lat"),
                        col("first").getField(Pings.LNG.name()).as("first_lng"),
                        col("last").getField(Pings.LAT.name()).as("last_lat"),
                        col("last").getField(Pings.LNG.name()).as("last_lng"));
    }
}
