package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.expr;

import io.tripmill.job.Args;
import io.tripmill.job.DailyJob;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Table;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells how fast vehicles were on their trips, for those who plan roads. It reads the pings again, so schedules leave it out.
 *
 * <p>A session passes on the service date on which it starts and the next one, if not the preset of trackintel made it: so the legs of a
 * day follow from sessions that start on the day or the day before, and the last of them ends on the next day.
 */
public final class AggregateSpeeds implements DailyJob {
    /** Finer than for trips: a kilometre of road is no road. */
    static final Param<Integer> H3_RESOLUTION = AggregateTrips.H3_RESOLUTION.orElse(9);

    static final Param<Double> MAX_SPEED_KMH = Param.positiveNumber(
                    "max-speed-kmh",
                    "Legs faster than this, in kilometres an hour, are skipped and counted apart. Another one than the stored one needs"
                            + " --recompute full.")
            .orElse(200.0);
    static final Param<Duration> LONGEST_LEG = Param.positiveDuration(
                    "longest-leg",
                    "Legs longer than this are skipped and counted apart: which way the vehicle took, nobody knows. Another one than the"
                            + " stored one needs --recompute full.")
            .orElse(Duration.ofMinutes(2));

    @Override
    public JobSpec spec() {
        return JobSpec.named("aggregate-speeds", "Tells how fast vehicles were on their trips, by cell and hour.")
                .reads(Sessions.TABLE, Trips.TABLE, Pings.TABLE)
                .writes(TripSpeeds.TABLE)
                .takes(H3_RESOLUTION, MAX_SPEED_KMH, LONGEST_LEG, RECOMPUTE)
                .optIn();
    }

    /** Each change of a trip or of its pings comes with one of its session, and the commit of sessions is the last of the three. */
    @Override
    public Table followed() {
        return Sessions.TABLE;
    }

    @Override
    public Reach reach() {
        return new Reach(1, 0);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        RunSettings settings = RunSettings.NONE
                .with(StoredSetting.H3, Integer.toString(args.get(H3_RESOLUTION)))
                .with(StoredSetting.MAX_SPEED, Double.toString(args.get(MAX_SPEED_KMH)))
                .with(StoredSetting.LONGEST_LEG, args.get(LONGEST_LEG).toString());
        if (args.get(RECOMPUTE) != Recompute.FULL) {
            settings.mustBeStored(spec(), inputs);
        }
        return settings.notedIn(inputs.touched().isNone() ? Plan.nothing() : write(inputs, args));
    }

    private Plan write(Inputs inputs, Args args) {
        ServiceDates touched = inputs.touched();
        Dataset<Row> trips =
                inputs.of(Trips.TABLE).filter(expr(reach().needed(touched).condition()));
        Dataset<Row> pings =
                inputs.of(Pings.TABLE).filter(expr(touched.widened(0, 1).condition()));
        Dataset<Row> legs = LegRows.of(TripFigures.complete(trips), pings).filter(expr(touched.condition()));
        LegFigures figures = new LegFigures(args.get(MAX_SPEED_KMH), args.get(LONGEST_LEG));
        Dataset<Row> speeds =
                figures.speeds(legs, new LocalHours(inputs.lake().zone()), new TripCells(args.get(H3_RESOLUTION)));
        return Plan.of(new Write.ReplaceDates(TripSpeeds.TABLE, speeds, touched));
    }
}
