package io.tripmill.jobs.trips;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DateRange;
import io.tripmill.job.DecidingRules;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Write;
import io.tripmill.jobs.trips.packed.ReadPath;
import io.tripmill.jobs.trips.trajectory.ChangedTime;
import io.tripmill.jobs.trips.trajectory.Preset;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.time.ServiceCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Turns pings into sessions, stays and trips. */
public final class SessionizeTrips implements CheckedJob {
    static final Param<Recompute> RECOMPUTE = Param.oneOf(
                    "recompute",
                    "What to compute again: only what changed in pings, the sessions that meet a range of service dates, or all."
                            + " Other parameters than the stored ones need full.",
                    Recompute.class)
            .orElse(Recompute.NONE);
    /** What the hash stands for: with a preset, the arguments alone do not tell. */
    private static final String PARAMS = "params";
    /** The path by which pings came from their files: the results are the same, the time is not. */
    private static final String PINGS_READ_BY = "pings_read_by";

    private static final String NO_TRIP_IDS =
            "no ping names a trip, so --trip-source provider finds none: map trip_ids when pings are ingested, or leave"
                    + " --trip-source out";

    /** Whether a run computed everything, what changed, or what meets a range too. */
    private static final String COMPUTED = "computed";

    /** What a run computes again. */
    enum Recompute {
        /** What changed in pings since the last run. */
        NONE,
        /** Every row, whatever is stored. */
        FULL,
        /** The sessions that meet a range of service dates. */
        RANGE
    }

    @Override
    public JobSpec spec() {
        return JobSpec.named("sessionize-trips", "Turns pings into sessions, stays and trips.")
                .reads(Pings.TABLE)
                .mayRead(QuarantinedTrips.TABLE, Stays.TABLE, Trips.TABLE, Sessions.TABLE)
                .writes(Trips.TABLE, QuarantinedTrips.TABLE, Stays.TABLE, Sessions.TABLE)
                .takes(
                        TrajectoryArguments.PRESET,
                        TrajectoryArguments.SESSION_GAP,
                        TrajectoryArguments.STAY_RADIUS_M,
                        TrajectoryArguments.STAY_MIN_DURATION,
                        TrajectoryArguments.TRIP_STAY_MIN_DURATION,
                        TrajectoryArguments.MAX_SPEED_KMH,
                        TrajectoryArguments.TRIP_SOURCE,
                        TrajectoryArguments.TRIP_STATES,
                        TrajectoryArguments.TRIP_MAX_SILENCE,
                        TrajectoryArguments.PROFILES,
                        RECOMPUTE,
                        DateRange.FROM,
                        DateRange.TO,
                        RULESET,
                        ON_FAILURE)
                .checks(
                        CheckedJob::failureHasRules,
                        SessionizeTrips::rangeIsWhole,
                        TrajectoryArguments::statesHaveAUse,
                        TrajectoryArguments::silenceHasAUse,
                        TrajectoryArguments::presetAllowsSource);
    }

    @Override
    public String checked(Args args) {
        return Trips.TABLE.name();
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        TrajectoryOptions options = TrajectoryArguments.options(inputs, args);
        Plan plan = args.get(RECOMPUTE) == Recompute.FULL ? full(inputs, options) : incremental(inputs, args, options);
        Plan noted = DecidingRules.of(inputs.rules())
                .notedIn(
                        plan.noting(StoredRun.PARAMS_HASH, options.paramsHash()).noting(PARAMS, options.toString()));
        return options.preset() == Preset.TRACKINTEL && inputs.lake().deduplicate() == Deduplicate.TIMESTAMP
                ? noted.warning(
                        "preset trackintel on a lake with deduplicate timestamp: trackintel keeps several places of one"
                                + " instant, so stays and trips may differ from its own")
                : noted;
    }

    private static Plan incremental(Inputs inputs, Args args, TrajectoryOptions options) {
        Optional<CommitNote> last = inputs.lastCommit(Sessions.TABLE);
        if (last.isEmpty()) {
            return full(inputs, options);
        }
        refuseOtherParams(last.get(), options);
        refuseOtherRules(last.get(), DecidingRules.of(inputs.rules()));
        Optional<ChangedTime> asked =
                args.get(RECOMPUTE) == Recompute.RANGE ? Optional.of(range(args, options)) : Optional.empty();
        return StoredRun.of(inputs, options.paramsHash())
                .map(stored -> new IncrementalPlan(options, inputs, stored, asked, reason -> full(inputs, options)
                                .warning(reason))
                        .plan()
                        .noting(COMPUTED, asked.isPresent() ? "range" : "changes"))
                .orElseGet(() -> full(inputs, options)
                        .warning(
                                "sessions, stays and trips were not left by runs that follow each other, so everything is"
                                        + " computed"));
    }

    private static Plan full(Inputs inputs, TrajectoryOptions options) {
        AtomicReference<ReadPath> path = new AtomicReference<>(ReadPath.ROWS);
        Dataset<Row> movements = Sessionizer.of(options).movements(inputs.of(Pings.TABLE), path::set);
        return Plan.asking(new Question(
                        "computing all sessions", movements, MovementRows.summary(movements), rows -> writeAll(
                                        inputs, movements, rows, options)
                                .noting(
                                        PINGS_READ_BY,
                                        String.valueOf(path.get()).toLowerCase(Locale.ROOT))))
                .noting(COMPUTED, "full");
    }

    /** @param rows provider, watermark in microseconds, pings, whether any of these names a trip */
    private static Plan writeAll(Inputs inputs, Dataset<Row> movements, List<Row> rows, TrajectoryOptions options) {
        Map<String, Long> byProvider = new TreeMap<>();
        rows.forEach(row -> byProvider.put(row.getString(0), row.getLong(1)));
        Sessionized sessionized = new Sessionized(movements, new Watermarks.Known(byProvider, options.sessionGap()));
        FrozenRows frozen = new FrozenRows(inputs);
        JudgedTrips trips = JudgedTrips.of(frozen.without(sessionized.trips()), inputs.rules());
        List<Write> writes = new ArrayList<>();
        // Trips that no rule puts there any more leave the quarantine.
        trips.quarantined()
                .or(() -> inputs.version(QuarantinedTrips.TABLE)
                        .map(version -> inputs.of(QuarantinedTrips.TABLE).limit(0)))
                .ifPresent(rowsOfTrips -> writes.add(new Write.ReplaceAll(
                        QuarantinedTrips.TABLE, frozen.with(QuarantinedTrips.TABLE, rowsOfTrips))));
        writes.add(new Write.ReplaceAll(Stays.TABLE, frozen.with(Stays.TABLE, frozen.without(sessionized.stays()))));
        writes.add(new Write.ReplaceAll(Trips.TABLE, frozen.with(Trips.TABLE, trips.trips())));
        // Sessions last: the version of pings that their commit carries is the one that all tables follow.
        writes.add(new Write.ReplaceAll(
                Sessions.TABLE, frozen.with(Sessions.TABLE, frozen.without(sessionized.sessions()))));
        boolean isTripNamed = rows.stream().anyMatch(row -> row.getBoolean(3));
        Plan plan = trips.checkedIn(Plan.of(writes.toArray(Write[]::new)));
        return (options.hasProviderTrips() && !isTripNamed ? plan.warning(NO_TRIP_IDS) : plan)
                .reading(rows.stream().mapToLong(row -> row.getLong(2)).sum())
                .noting(WatermarkNote.NAME, WatermarkNote.write(byProvider));
    }

    private static void refuseOtherParams(CommitNote last, TrajectoryOptions options) {
        String stored = last.notes().get(StoredRun.PARAMS_HASH);
        if (!options.paramsHash().equals(stored)) {
            throw new RunFailure(
                    ErrorCode.PARAMS_DIFFER,
                    "The stored trips were made with other parameters (params_hash " + stored + ", not "
                            + options.paramsHash() + ").",
                    "Run with the parameters of run '" + last.runId()
                            + "', or make all trips again with --recompute full.");
        }
    }

    private static void refuseOtherRules(CommitNote last, DecidingRules rules) {
        DecidingRules stored = DecidingRules.of(last);
        if (!stored.equals(rules)) {
            throw new RunFailure(
                    ErrorCode.PARAMS_DIFFER,
                    "The stored trips were made with " + stored + " that puts trips into quarantine, not with " + rules
                            + ".",
                    "Run with the ruleset of run '" + last.runId()
                            + "', or make all trips again with --recompute full.");
        }
    }

    private static ChangedTime range(Args args, TrajectoryOptions options) {
        ServiceCalendar calendar = options.calendar();
        DateRange range = DateRange.of(args);
        return new ChangedTime(
                calendar.boundaryUs(range.from()),
                calendar.boundaryUs(range.to().plusDays(1)) - 1);
    }

    private static Optional<String> rangeIsWhole(Args args) {
        return DateRange.problemWith(args, args.get(RECOMPUTE) == Recompute.RANGE);
    }
}
