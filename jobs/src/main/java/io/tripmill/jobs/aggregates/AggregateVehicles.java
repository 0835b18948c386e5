package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.tripmill.job.Args;
import io.tripmill.job.DailyJob;
import io.tripmill.job.DateRange;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells what vehicles did on each service day, and where they stayed.
 *
 * <p>A session passes on the service date on which it starts and the next one, if not the preset of trackintel made it: so a day
 * follows from sessions that start on the day or the day before. For the silence before them the session before must be known, which
 * ended on the day before at the earliest, and so started two days before it; for the silence after them, one that starts on the next
 * day.
 */
public final class AggregateVehicles implements DailyJob {
    static final Param<Double> STAY_RADIUS_M = Param.positiveNumber(
                    "stay-radius-m",
                    "A device that speaks again less than this many metres from where it fell silent was parked. Another one than the stored"
                            + " one needs --recompute full.")
            .orElse(100.0);

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "aggregate-vehicles", "Tells what vehicles did on each service day, and where they stayed.")
                .reads(Sessions.TABLE, Stays.TABLE, Trips.TABLE, Pings.TABLE)
                .writes(VehicleDays.TABLE, Parkings.TABLE, StayZones.TABLE)
                .takes(AggregateTrips.H3_RESOLUTION, STAY_RADIUS_M, RECOMPUTE, DateRange.FROM, DateRange.TO)
                .checks(DailyJob::rangeIsWhole);
    }

    /** Each change of a stay or a trip comes with one of its session, and the commit of sessions is the last of the three. */
    @Override
    public Table followed() {
        return Sessions.TABLE;
    }

    @Override
    public Reach reach() {
        return new Reach(2, 1);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        int resolution = args.get(AggregateTrips.H3_RESOLUTION);
        double stayRadiusM = args.get(STAY_RADIUS_M);
        if (args.get(RECOMPUTE) != Recompute.FULL) {
            StoredSetting.H3.mustBe(Integer.toString(resolution), spec(), inputs);
            StoredSetting.STAY_RADIUS.mustBe(Double.toString(stayRadiusM), spec(), inputs);
        }
        Plan plan = inputs.touched().isNone() ? Plan.nothing() : writes(inputs, resolution, stayRadiusM);
        return plan.noting(StoredSetting.H3.note(), Integer.toString(resolution))
                .noting(StoredSetting.STAY_RADIUS.note(), Double.toString(stayRadiusM));
    }

    private Plan writes(Inputs inputs, int resolution, double stayRadiusM) {
        ServiceDates touched = inputs.touched();
        Column isTouched = expr(touched.condition());
        Column isNeeded = expr(reach().needed(touched).condition());
        Dataset<Row> pings = inputs.of(Pings.TABLE).filter(isNeeded);
        Dataset<Row> trips = inputs.of(Trips.TABLE).filter(isNeeded);
        Dataset<Row> stays = inputs.of(Stays.TABLE).filter(isNeeded);
        DeviceTimes times = new DeviceTimes(inputs.lake().calendar(), stayRadiusM);
        DeviceStories devices = new DeviceStories(inputs.of(Sessions.TABLE), stays, trips, pings);
        TripCells cells = new TripCells(resolution);
        Dataset<Row> days = DayFigures.together(
                DayFigures.told(pings.filter(isTouched)),
                DayFigures.travelled(trips.filter(isTouched)),
                devices.told(new DayRows(times)).filter(isTouched));
        Dataset<Row> parkings = parkings(devices.told(new ParkingRows(times)).filter(isTouched), cells);
        return Plan.of(
                new Write.ReplaceDates(StayZones.TABLE, StayFigures.zones(stays.filter(isTouched), cells), touched),
                new Write.ReplaceDates(Parkings.TABLE, parkings, touched),
                new Write.ReplaceDates(VehicleDays.TABLE, days, touched));
    }

    private static Dataset<Row> parkings(Dataset<Row> told, TripCells cells) {
        Column durationUs = col(ParkingRows.UNTIL_US).minus(col(ParkingRows.FROM_US));
        return told.select(
                Parkings.SERVICE_DATE.col(),
                Parkings.PROVIDER_ID.col(),
                Parkings.DEVICE_ID.col(),
                Parkings.START_TIME.is(timestamp_micros(col(ParkingRows.FROM_US))),
                Parkings.END_TIME.is(timestamp_micros(col(ParkingRows.UNTIL_US))),
                Parkings.DURATION_S.is(durationUs.divide(lit(1e6))),
                Parkings.LAT.col(),
                Parkings.LNG.col(),
                Parkings.PARKING_H3.is(cells.around(Parkings.LAT, Parkings.LNG)),
                Parkings.NEXT_TRIP_START_TIME.is(timestamp_micros(col(ParkingRows.NEXT_TRIP_US))));
    }
}
