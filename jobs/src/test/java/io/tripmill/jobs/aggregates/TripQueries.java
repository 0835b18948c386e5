package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The counts of trips as four queries of Spark, one a table: another way to the same bits. */
final class TripQueries {
    private TripQueries() {}

    static Dataset<Row> hourlyTrips(Dataset<Row> trips, LocalHours hours, Zoning zones) {
        Column time = when(TripFigures.IS_END, Trips.END_TIME.col()).otherwise(Trips.START_TIME.col());
        return counted(
                trips,
                zones,
                HourlyTrips.HOUR_START.is(hours.start(time)),
                HourlyTrips.LOCAL_HOUR.is(hours.text(time)));
    }

    static Dataset<Row> dailyTrips(Dataset<Row> trips, Zoning zones) {
        return counted(trips, zones);
    }

    private static Dataset<Row> counted(Dataset<Row> trips, Zoning zones, Column... hour) {
        List<Column> group = new ArrayList<>(List.of(
                Trips.SERVICE_DATE.col(),
                HourlyTrips.START_H3.is(when(TripFigures.IS_END, zones.end()).otherwise(zones.start())),
                Trips.PROVIDER_ID.col(),
                HourlyTrips.VEHICLE_TYPE.is(knownOrNot(Trips.VEHICLE_TYPE)),
                HourlyTrips.MODE.is(knownOrNot(Trips.MODE))));
        group.addAll(List.of(hour));
        return TripFigures.startsAndEnds(trips)
                .groupBy(group.toArray(Column[]::new))
                .agg(
                        HourlyTrips.TRIPS.is(TripFigures.trips()),
                        HourlyTrips.SHORT_TRIPS.is(TripFigures.shortTrips()),
                        HourlyTrips.OPEN_TRIPS.is(TripFigures.openTrips()),
                        HourlyTrips.TRIPS_ENDED.is(TripFigures.tripsEnded()),
                        HourlyTrips.VEHICLES.is(TripFigures.vehicles()),
                        HourlyTrips.DISTANCE_M.is(TripFigures.DISTANCE.total()),
                        HourlyTrips.MEAN_DISTANCE_M.is(TripFigures.DISTANCE.mean()),
                        HourlyTrips.MEDIAN_DISTANCE_M.is(TripFigures.DISTANCE.median()),
                        HourlyTrips.P90_DISTANCE_M.is(TripFigures.DISTANCE.p90()),
                        HourlyTrips.STD_DISTANCE_M.is(TripFigures.DISTANCE.deviation()),
                        HourlyTrips.DURATION_S.is(TripFigures.DURATION.total()),
                        HourlyTrips.MEAN_DURATION_S.is(TripFigures.DURATION.mean()),
                        HourlyTrips.MEDIAN_DURATION_S.is(TripFigures.DURATION.median()),
                        HourlyTrips.P90_DURATION_S.is(TripFigures.DURATION.p90()),
                        HourlyTrips.STD_DURATION_S.is(TripFigures.DURATION.deviation()),
                        HourlyTrips.MOVING_TIME_S.is(TripFigures.MOVING_TIME.total()),
                        HourlyTrips.MOVING_SHARE.is(TripFigures.MOVING_TIME.shareOf(TripFigures.DURATION)));
    }

    static Dataset<Row> odFlows(Dataset<Row> trips, LocalHours hours, Zoning zones) {
        Column start = Trips.START_TIME.col();
        return flows(trips, zones, OdFlows.HOUR_START.is(hours.start(start)), OdFlows.LOCAL_HOUR.is(hours.text(start)));
    }

    static Dataset<Row> dailyOdFlows(Dataset<Row> trips, Zoning zones) {
        return flows(trips, zones);
    }

    private static Dataset<Row> flows(Dataset<Row> trips, Zoning zones, Column... hour) {
        List<Column> group = new ArrayList<>(List.of(
                Trips.SERVICE_DATE.col(), OdFlows.ORIGIN_H3.is(zones.start()), OdFlows.DESTINATION_H3.is(zones.end())));
        group.addAll(List.of(hour));
        return TripFigures.complete(trips)
                .groupBy(group.toArray(Column[]::new))
                .agg(
                        OdFlows.TRIPS.is(TripFigures.trips()),
                        OdFlows.DISTANCE_M.is(TripFigures.DISTANCE.total()),
                        OdFlows.MEAN_DISTANCE_M.is(TripFigures.DISTANCE.mean()),
                        OdFlows.MEDIAN_DISTANCE_M.is(TripFigures.DISTANCE.median()),
                        OdFlows.P90_DISTANCE_M.is(TripFigures.DISTANCE.p90()),
                        OdFlows.STD_DISTANCE_M.is(TripFigures.DISTANCE.deviation()),
                        OdFlows.DURATION_S.is(TripFigures.DURATION.total()),
                        OdFlows.MEAN_DURATION_S.is(TripFigures.DURATION.mean()),
                        OdFlows.MEDIAN_DURATION_S.is(TripFigures.DURATION.median()),
                        OdFlows.P90_DURATION_S.is(TripFigures.DURATION.p90()),
                        OdFlows.STD_DURATION_S.is(TripFigures.DURATION.deviation()));
    }

    private static Column knownOrNot(Field name) {
        return coalesce(name.col(), lit(HourlyTrips.UNKNOWN));
    }
}
