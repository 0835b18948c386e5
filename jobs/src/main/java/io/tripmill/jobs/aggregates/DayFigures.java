package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Pings;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
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
        Column dayUs = col(DayRows.MOVING_US)
                .plus(col(DayRows.STOPPED_US))
                .plus(col(DayRows.PARKED_US))
                .plus(col(DayRows.SILENT_US));
        Column trips = coalesce(VehicleDays.TRIPS.col(), lit(0L));
        Column inUseS = unix_micros(VehicleDays.LAST_USE.col())
                .minus(unix_micros(VehicleDays.FIRST_USE.col()))
                .divide(lit(US_PER_S));
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
                        VehicleDays.IDLE_BETWEEN_TRIPS_S.is(
                                inUseS.minus(col(DayRows.USED_US).divide(lit(US_PER_S)))),
                        VehicleDays.MOVING_S.is(col(DayRows.MOVING_US).divide(lit(US_PER_S))),
                        VehicleDays.STOPPED_S.is(col(DayRows.STOPPED_US).divide(lit(US_PER_S))),
                        VehicleDays.PARKED_S.is(col(DayRows.PARKED_US).divide(lit(US_PER_S))),
                        VehicleDays.SILENT_S.is(col(DayRows.SILENT_US).divide(lit(US_PER_S))),
                        VehicleDays.UTILISATION.is(col(DayRows.MOVING_US)
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
        return TripFigures.startsAndEnds(trips)
                .groupBy(Trips.SERVICE_DATE.col(), Trips.PROVIDER_ID.col(), Trips.DEVICE_ID.col())
                .agg(
                        VehicleDays.TRIPS.is(TripFigures.trips()),
                        VehicleDays.SHORT_TRIPS.is(TripFigures.shortTrips()),
                        VehicleDays.OPEN_TRIPS.is(TripFigures.openTrips()),
                        VehicleDays.DISTANCE_M.is(TripFigures.DISTANCE.total()),
                        VehicleDays.FIRST_USE.is(TripFigures.firstStart()),
                        VehicleDays.LAST_USE.is(TripFigures.lastEnd()));
    }
}
