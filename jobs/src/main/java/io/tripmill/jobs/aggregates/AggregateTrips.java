package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.zones.ZoneMap;
import io.tripmill.job.Args;
import io.tripmill.job.DailyJob;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Write;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts trips by hour, day and cell or zone, and the flows between them. */
public final class AggregateTrips implements DailyJob {
    static final Param<Integer> H3_RESOLUTION = Param.wholeNumber(
                    "h3-resolution",
                    "The resolution of the H3 cells: 7 for cells of about 5 km2, 8 for 0.7 km2, 9 for 0.1 km2. Another one than the stored"
                            + " one needs --recompute full.")
            .where("from 0 to " + H3Cells.FINEST, resolution -> resolution >= 0 && resolution <= H3Cells.FINEST)
            .orElse(8);

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "aggregate-trips", "Counts trips by hour, day and cell or zone, and the flows between them.")
                .reads(Trips.TABLE)
                .writes(HourlyTrips.TABLE, DailyTrips.TABLE, OdFlows.TABLE, DailyOdFlows.TABLE)
                .takes(
                        H3_RESOLUTION,
                        ZonesFile.ZONES,
                        ZonesFile.ID_PROPERTY,
                        ZonesFile.PRIORITY_PROPERTY,
                        CalendarFile.CALENDAR,
                        RECOMPUTE)
                .checks(AggregateTrips::cellsOrZones, ZonesFile::propertiesHaveAFile);
    }

    @Override
    public Table followed() {
        return Trips.TABLE;
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Optional<ZoneMap> map = ZonesFile.read(inputs, args);
        Zoning zones = map.<Zoning>map(TripZones::new).orElseGet(() -> new TripCells(args.get(H3_RESOLUTION)));
        DayKinds days = CalendarFile.read(inputs, args);
        RunSettings settings = settings(map, args).with(StoredSetting.CALENDAR, days.fingerprint());
        if (args.get(RECOMPUTE) != Recompute.FULL) {
            settings.mustBeStored(spec(), inputs);
        }
        return settings.notedIn(inputs.touched().isNone() ? Plan.nothing() : writes(inputs, zones, days));
    }

    /** The resolution is one only where cells are counted. */
    private static RunSettings settings(Optional<ZoneMap> map, Args args) {
        return map.map(zones -> RunSettings.NONE.with(StoredSetting.ZONES, zones.fingerprint()))
                .orElseGet(() -> RunSettings.NONE
                        .with(StoredSetting.ZONES, StoredSetting.NONE)
                        .with(StoredSetting.H3, Integer.toString(args.get(H3_RESOLUTION))));
    }

    private static Optional<String> cellsOrZones(Args args) {
        return args.find(ZonesFile.ZONES).isPresent()
                        && args.findGiven(H3_RESOLUTION).isPresent()
                ? Optional.of(ZonesFile.ZONES + " and " + H3_RESOLUTION + " exclude each other; give one of them")
                : Optional.empty();
    }

    private static Plan writes(Inputs inputs, Zoning zones, DayKinds days) {
        Dataset<Row> trips = inputs.of(Trips.TABLE);
        LocalHours hours = new LocalHours(inputs.lake().zone());
        return Plan.of(
                new Write.ReplaceDates(DailyOdFlows.TABLE, days.named(dailyOdFlows(trips, zones)), inputs.touched()),
                new Write.ReplaceDates(DailyTrips.TABLE, days.named(dailyTrips(trips, zones)), inputs.touched()),
                new Write.ReplaceDates(OdFlows.TABLE, odFlows(trips, hours, zones), inputs.touched()),
                new Write.ReplaceDates(
                        HourlyTrips.TABLE, days.named(hourlyTrips(trips, hours, zones)), inputs.touched()));
    }

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
