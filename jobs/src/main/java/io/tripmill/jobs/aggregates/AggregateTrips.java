package io.tripmill.jobs.aggregates;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.zones.ZoneMap;
import io.tripmill.job.Args;
import io.tripmill.job.DailyJob;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.Write;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.List;
import java.util.Optional;
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

    private static final Besides PARKED = new Besides(Parkings.TABLE, new Reach(1, 0));

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "aggregate-trips", "Counts trips by hour, day and cell or zone, and the flows between them.")
                .reads(Trips.TABLE)
                .mayRead(Parkings.TABLE)
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

    /** Whoever is parked on a date may set out on the next one. */
    @Override
    public List<Besides> besides() {
        return List.of(PARKED);
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
        ZoneCounting counts =
                ZoneCounting.of(trips(inputs), new LocalHours(inputs.lake().zone()), zones);
        Dataset<Row> nothing = counts.counted().limit(0);
        // Nothing has to be known, but what is asked about is kept: the first write counts, and the others take it from
        // there.
        return Plan.asking(
                new Question("counting trips", counts.counted(), nothing, rows -> writes(inputs, counts, days)));
    }

    private static Dataset<Row> trips(Inputs inputs) {
        Dataset<Row> trips = inputs.of(Trips.TABLE);
        if (inputs.version(Parkings.TABLE).isEmpty()) {
            return trips;
        }
        String isNeeded = PARKED.reach().needed(inputs.touched()).condition();
        return ParkedBefore.startingThere(trips, inputs.of(Parkings.TABLE).filter(isNeeded));
    }

    private static Plan writes(Inputs inputs, ZoneCounting counts, DayKinds days) {
        return Plan.of(
                new Write.ReplaceDates(DailyOdFlows.TABLE, days.named(counts.dailyOdFlows()), inputs.touched()),
                new Write.ReplaceDates(DailyTrips.TABLE, days.named(counts.dailyTrips()), inputs.touched()),
                new Write.ReplaceDates(OdFlows.TABLE, counts.odFlows(), inputs.touched()),
                new Write.ReplaceDates(HourlyTrips.TABLE, days.named(counts.hourlyTrips()), inputs.touched()));
    }
}
