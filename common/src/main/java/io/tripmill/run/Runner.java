package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.CheckedRules;
import io.tripmill.job.CommitNote;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DailyJob;
import io.tripmill.job.Delivery;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.FileWrite;
import io.tripmill.job.Job;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.OnFailure;
import io.tripmill.job.Plan;
import io.tripmill.job.RereadingJob;
import io.tripmill.job.RunFailure;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.landing.LandedFile;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Runs a job: reads, plans, writes and reports, in this order, once. */
public final class Runner {
    private final Supplier<SparkSession> sessions;
    private final Map<String, Table> tables;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<RunReport> reports;

    /**
     * A runner.
     *
     * @param sessions asked once the arguments are known to be right
     * @param tables every table of the catalog, by name
     * @param reports is given the report of every run, failed ones included
     */
    public Runner(
            Supplier<SparkSession> sessions,
            Map<String, Table> tables,
            Clock clock,
            Progress progress,
            Consumer<RunReport> reports) {
        this.sessions = sessions;
        this.tables = Map.copyOf(tables);
        this.clock = clock;
        this.progress = progress;
        this.reports = reports;
    }

    /**
     * Runs the job.
     *
     * @throws RunFailure whatever went wrong, with its code and remedy
     */
    public RunReport run(Job job, List<String> argv) {
        ReportDraft draft = new ReportDraft(job.spec().name(), clock.instant());
        try {
            Args args = Args.parse(job.spec(), argv);
            draft.begun(args);
            progress.stage("starting " + job.spec().name());
            SparkSession spark = sessions.get();
            try (SparkMeter meter = SparkMeter.start(spark)) {
                draft.meteredBy(meter);
                act(job, args, spark, draft);
            }
        } catch (Throwable thrown) {
            RunFailure failure = draft.judged(Causes.failure(thrown));
            draft.failed(failure);
            try {
                publish(draft);
            } catch (RuntimeException unreported) {
                failure.addSuppressed(unreported);
            }
            throw failure;
        }
        return publish(draft);
    }

    private void act(Job job, Args args, SparkSession spark, ReportDraft draft) {
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Layout layout = Layout.from(args, storage, tables);
        Lake lake = new Lake(spark, storage, layout);
        LakeBook book = new LakeBook(storage, layout);
        Optional<CheckedRules> rules = job instanceof CheckedJob checked
                ? new RulesetReading(spark, storage, tables).read(checked, args)
                : Optional.empty();
        Supplier<Leases> opened = () -> {
            draft.opened(storage, layout, job.spec());
            draft.toldOf(new Lineage(spark, storage, layout, tables, args, job.spec(), draft.runId(), draft.attempt()));
            return leases(job, args, rules, storage, layout, draft.runId());
        };
        if (job instanceof RereadingJob again) {
            LakeProperties properties = book.open();
            try (Leases leases = opened.get()) {
                RunInputs inputs =
                        new RunInputs(lake, storage, properties, job.spec(), args, rules, tables, draft.started());
                draft.pinned(inputs, lake);
                List<String> uris = again.files(inputs, args).collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList();
                FilesToRead files = FilesToRead.again(storage, uris, args.get(LandingJob.ON_BAD_FILE));
                actOnFiles(again, args, spark, files, inputs, lake, storage, leases, draft);
            }
        } else if (job instanceof LandingJob landing) {
            // Listed before the lake is made: a place that names no file must leave nothing behind.
            List<LandedFile> listed = LandedInput.list(storage, LandingJob.LANDING, args);
            LakeProperties properties = book.openOrMake(args);
            try (Leases leases = opened.get()) {
                RunInputs inputs =
                        new RunInputs(lake, storage, properties, job.spec(), args, rules, tables, draft.started());
                draft.pinned(inputs, lake);
                long newest = inputs.versionToReplace(landing.consumer()).orElse(-1L);
                FilesToRead files = FilesToRead.fresh(
                        listed, lake.consumedFiles(landing.consumer()).upTo(newest));
                actOnFiles(landing, args, spark, files, inputs, lake, storage, leases, draft);
            }
        } else {
            LakeProperties properties = book.open();
            try (Leases leases = opened.get()) {
                RunInputs inputs =
                        new RunInputs(lake, storage, properties, job.spec(), args, rules, tables, draft.started());
                draft.pinned(inputs, lake);
                if (job instanceof DailyJob daily) {
                    follow(daily, args, inputs, lake, draft);
                }
                actOnTables(
                        job,
                        args,
                        inputs,
                        lake,
                        storage,
                        new LakeFiles(spark, storage, layout, lake),
                        book,
                        leases,
                        draft);
            }
        }
        args.find(CommonParams.CATALOG_DATABASE)
                .ifPresent(database ->
                        new Registration(spark, layout, database, progress).register(job.spec(), lake, draft));
    }

    private Leases leases(
            Job job, Args args, Optional<CheckedRules> rules, Storage storage, Layout layout, String runId) {
        if (!args.get(CommonParams.LEASE).holds(layout.root())) {
            return Leases.none(storage, layout, runId, clock);
        }
        Set<Table> written = new LinkedHashSet<>(job.spec().writes());
        if (rules.isPresent()) {
            written.add(RuleOutcomes.TABLE);
            written.add(StoredMetrics.TABLE);
        }
        return Leases.of(written, storage, layout, runId, clock, Runner::pause);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lease", e);
        }
    }

    private void follow(DailyJob job, Args args, RunInputs inputs, Lake lake, ReportDraft draft) {
        progress.stage("looking for the service dates of " + job.followed() + " that changed");
        Consumer<String> warnings = sentence -> {
            draft.warning(sentence);
            progress.stage(sentence);
        };
        ServiceDates touched = new TouchedDates(job, inputs, lake, warnings).find(args);
        inputs.follow(job, touched);
        draft.touched(touched);
    }

    private void actOnTables(
            Job job,
            Args args,
            RunInputs inputs,
            Lake lake,
            Storage storage,
            LakeFiles files,
            LakeBook book,
            Leases leases,
            ReportDraft draft) {
        try (Questioning questioning = new Questioning(progress)) {
            Plan plan = plan(job, inputs, args, questioning, draft);
            if (!plan.writes().isEmpty()
                    || !plan.checks().isEmpty()
                    || !plan.deliveries().isEmpty()) {
                CommitNote note = draft.note(inputs.versions(), plan, List.of());
                long checked = check(plan, inputs, lake, note, draft);
                deliver(plan, lake);
                draft.rowsRead(
                        plan.rowsRead().orElseGet(() -> plan.writes().isEmpty() ? checked : rowsOf(job, inputs)));
                carryOut(plan, inputs, lake, storage, leases, note, draft);
                draft.closed(lake, note);
            }
            if (!plan.upkeep().isEmpty()) {
                draft.upkept(
                        new Upkeeping(lake, files, book, leases, progress).keepUp(plan.upkeep(), draft.runId()), lake);
            }
            if (plan.verdict().isPresent()) {
                throw plan.verdict().get();
            }
        }
    }

    private void actOnFiles(
            LandingJob job,
            Args args,
            SparkSession spark,
            FilesToRead files,
            RunInputs inputs,
            Lake lake,
            Storage storage,
            Leases leases,
            ReportDraft draft) {
        progress.stage("reading " + files.files().size() + " landing files");
        try (Questioning questioning = new Questioning(progress);
                LandedInput landed = LandedInput.read(spark, job, args, inputs.lake(), files)) {
            inputs.land(job, landed);
            draft.landed(landed);
            draft.warnings().forEach(progress::stage);
            boolean changesRules = job instanceof RereadingJob again && again.changesRules(inputs);
            if (!landed.consumed().isEmpty() || changesRules) {
                Plan plan = plan(job, inputs, args, questioning, draft);
                CommitNote note = draft.note(inputs.versions(), plan, landed.consumed());
                check(plan, inputs, lake, note, draft);
                carryOut(plan, inputs, lake, storage, leases, note, draft);
                draft.closed(lake, note);
                lake.consumedFiles(job.consumer()).checkpointIfDue();
            }
            draft.refuseLoss();
            progress.stage(draft.equation());
        }
    }

    private static long rowsOf(Job job, RunInputs inputs) {
        return job.spec().reads().stream()
                .mapToLong(table -> inputs.of(table).count())
                .sum();
    }

    /** Makes the checks of the plan, and halts where one of them says so. Gives how many rows were checked. */
    private long check(Plan plan, RunInputs inputs, Lake lake, CommitNote note, ReportDraft draft) {
        if (plan.checks().isEmpty()) {
            return 0;
        }
        plan.checks().forEach(check -> progress.stage("checking " + check.table()));
        List<RowChecking.Checked> made =
                new RowChecking(lake, tables, inputs.lake(), note, inputs.now()).made(plan.checks());
        for (RowChecking.Checked checked : made) {
            draft.checked(checked);
            checked.failed().forEach(outcome -> {
                String sentence = checked.check().table() + " does not hold to " + outcome.rule() + ": "
                        + outcome.failureReason().orElse("");
                draft.warning(sentence);
                progress.stage(sentence);
            });
        }
        made.stream()
                .filter(checked -> checked.check().rules().onFailure() == OnFailure.HALT)
                .filter(checked -> !checked.failed().isEmpty())
                .findFirst()
                .ifPresent(checked -> halt(checked, note));
        return made.stream().mapToLong(RowChecking.Checked::rows).sum();
    }

    private static void halt(RowChecking.Checked checked, CommitNote note) {
        List<RuleOutcome> failed = checked.failed();
        throw new RunFailure(
                ErrorCode.QUALITY,
                failed.size() + " of " + checked.outcomes().size() + " rules do not hold for "
                        + checked.check().table() + ", so nothing was published: "
                        + failed.stream()
                                .map(outcome -> outcome.rule() + " ("
                                        + outcome.failureReason().orElse("") + ")")
                                .collect(Collectors.joining("; "))
                        + ".",
                "Look at run '" + note.runId()
                        + "' in rule_outcomes; have the data corrected, or run with --on-failure warn.");
    }

    private Plan plan(Job job, RunInputs inputs, Args args, Questioning questioning, ReportDraft draft) {
        Plan plan = questioning.answered(job.plan(inputs, args));
        draft.planned(plan);
        plan.warnings().forEach(progress::stage);
        return plan;
    }

    private void carryOut(
            Plan plan,
            RunInputs inputs,
            Lake lake,
            Storage storage,
            Leases leases,
            CommitNote note,
            ReportDraft draft) {
        for (Delivery delivery : plan.deliveries()) {
            progress.stage(delivery.sentence());
            new Delivering(storage).deliver(delivery).forEach(draft::noting);
        }
        for (Write write : plan.writes()) {
            progress.stage("writing " + write.table());
            leases.renew(write.table());
            if (write instanceof Write.ReplaceAll replacement) {
                lake.replaceAll(replacement.table(), replacement.rows(), inputs.versionToReplace(write.table()), note);
            } else if (write instanceof Write.ReplaceDates replacement) {
                draft.touched(replacement.dates());
                lake.replaceDates(replacement, inputs.versionToReplace(replacement.table()), note);
            } else if (write instanceof Write.ReplaceFiles replacement) {
                lake.replaceFiles(replacement, inputs.versionToReplace(write.table()), note);
            } else if (write instanceof Write.Upsert upsert) {
                draft.upserted(lake.upsert(upsert, inputs.version(write.table()), draft.acceptedRows(), note));
            }
        }
    }

    private void deliver(Plan plan, Lake lake) {
        for (FileWrite file : plan.files()) {
            progress.stage("writing " + file.file());
            lake.write(file);
        }
    }

    private RunReport publish(ReportDraft draft) {
        Instant ended = clock.instant();
        RunReport report = draft.finish(ended);
        try {
            draft.keep(report, ended).ifPresent(progress::stage);
        } finally {
            reports.accept(report);
        }
        return report;
    }
}
