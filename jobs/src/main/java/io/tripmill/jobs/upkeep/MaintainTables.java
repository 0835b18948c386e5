package io.tripmill.jobs.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Upkeep;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps the files of a lake few and its raw rows young. */
public final class MaintainTables implements Job {
    /** Below it the versions that a run of today reads could lose their files under it. */
    private static final Duration SHORTEST_KEEPING = Duration.ofHours(24);
    /**
     * Service dates before the horizon whose pings stay: a session spans at most two, and whether the one on the horizon is cut at its
     * start is told by the date before that.
     */
    private static final int DATES_BEHIND_THE_HORIZON = 2;

    private static final long BYTES_PER_MB = 1_000_000;

    static final Param<Integer> TARGET_FILE_MB = Param.wholeNumber(
                    "target-file-mb",
                    "How large compacted files become, in megabytes. Tables laid out by device keep the size of file that they were"
                            + " declared with: smaller files are what finds a device.")
            .where("1 to 1024", size -> size >= 1 && size <= 1024)
            .orElse(128);
    static final Param<Duration> KEEP_VERSIONS_FOR = Param.duration(
                    "keep-versions-for",
                    "How long a version of a table can still be read, and be gone back to, after another took its place; files that"
                            + " only older ones need are removed.")
            .where("at least PT24H, longer than any run reads", kept -> kept.compareTo(SHORTEST_KEEPING) >= 0)
            .orElse(Duration.ofDays(7));
    static final Param<LocalDate> HORIZON = Param.date(
                    "horizon",
                    "Moves the horizon of the lake to this service date: pings and refused records from before leave it, later ones"
                            + " are refused, and all that was derived stays as it is.")
            .optional();
    static final Param<Integer> RETAIN_DAYS = Param.wholeNumber(
                    "retain-days", "Moves the horizon to so many days before --business-date.")
            .where("at least 1", days -> days >= 1)
            .optional();

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "maintain-tables",
                        "Makes few files of many, removes files that no recent version needs, and lets old raw rows go.")
                .reads(Pings.TABLE)
                .mayRead(KeptTables.exceptPings())
                .writes(KeptTables.ALL.toArray(Table[]::new))
                .takes(TARGET_FILE_MB, KEEP_VERSIONS_FOR, HORIZON, RETAIN_DAYS)
                .checks(MaintainTables::horizonIsOne);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        List<Upkeep> files = new ArrayList<>();
        for (Table table : KeptTables.present(inputs)) {
            files.add(new Upkeep.Compact(table, args.get(TARGET_FILE_MB) * BYTES_PER_MB));
            files.add(new Upkeep.RemoveOldFiles(table, args.get(KEEP_VERSIONS_FOR)));
        }
        Optional<LocalDate> horizon = horizon(args);
        Plan plan = horizon.isEmpty() ? Plan.nothing().upkeeping(files) : retention(inputs, horizon.get(), files);
        return plan.reading(0);
    }

    private static Plan retention(Inputs inputs, LocalDate horizon, List<Upkeep> files) {
        inputs.lake().horizon().filter(horizon::isBefore).ifPresent(stored -> {
            throw new RunFailure(
                    ErrorCode.LAKE_DIFFERS,
                    "The horizon of the lake is " + stored + " and can't go back to " + horizon + ".",
                    "Name that date or a later one, or leave it out.");
        });
        List<Upkeep> steps = new ArrayList<>();
        // First, so that no run that begins later takes what is about to go.
        steps.add(new Upkeep.MoveHorizon(horizon));
        steps.add(new Upkeep.RemoveBefore(Pings.TABLE, horizon.minusDays(DATES_BEHIND_THE_HORIZON)));
        inputs.version(QuarantinedPings.TABLE)
                .ifPresent(version -> steps.add(new Upkeep.RemoveBefore(QuarantinedPings.TABLE, horizon)));
        steps.addAll(files);
        Plan plan = Plan.nothing().upkeeping(steps);
        Optional<Long> consumed =
                inputs.lastCommit(Sessions.TABLE).map(note -> note.inputs().get(Pings.TABLE.name()));
        return consumed.filter(version -> !Optional.of(version).equals(inputs.version(Pings.TABLE)))
                .map(version -> afterSessions(inputs, version, horizon, plan))
                .orElse(plan);
    }

    /** Pings that are in no session yet would be in none for ever. */
    private static Plan afterSessions(Inputs inputs, long consumed, LocalDate horizon, Plan plan) {
        Dataset<Row> waiting = inputs.changes(Pings.TABLE, consumed)
                .filter(Pings.SERVICE_DATE.col().lt(lit(horizon)))
                .filter(col(Inputs.CHANGE).notEqual(Inputs.DELETED))
                .select(Pings.SERVICE_DATE.col())
                .limit(1);
        return Plan.asking(new Question(
                "looking for pings before " + horizon + " that are in no session yet",
                waiting,
                waiting,
                rows -> {
                    if (!rows.isEmpty()) {
                        throw notYetInSessions(horizon);
                    }
                    return plan;
                },
                Optional.of(missing -> {
                    throw notYetInSessions(horizon);
                })));
    }

    private static RunFailure notYetInSessions(LocalDate horizon) {
        return new RunFailure(
                ErrorCode.INPUT_MISSING,
                "Pings from before " + horizon + " may have changed since sessionize-trips last ran.",
                "Run sessionize-trips, then this again.");
    }

    private static Optional<LocalDate> horizon(Args args) {
        return args.find(HORIZON).or(() -> args.find(RETAIN_DAYS)
                .flatMap(days -> args.find(CommonParams.BUSINESS_DATE).map(date -> date.minusDays(days))));
    }

    private static Optional<String> horizonIsOne(Args args) {
        if (args.find(RETAIN_DAYS).isEmpty()) {
            return Optional.empty();
        }
        if (args.find(HORIZON).isPresent()) {
            return Optional.of("--horizon and --retain-days both say where the horizon is; leave one out");
        }
        return args.find(CommonParams.BUSINESS_DATE).isEmpty()
                ? Optional.of("--retain-days needs --business-date, from which it counts; add it")
                : Optional.empty();
    }
}
