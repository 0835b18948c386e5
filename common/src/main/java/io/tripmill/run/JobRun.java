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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** One run of a job in a session: what the runner's {@code run} does between the arguments and the report. */
final class JobRun {
    private final Job job;
    private final Args args;
    private final SparkSession spark;
    private final Map<String, Table> tables;
    private final Clock clock;
    private final ReportDraft draft;
    private final Progress progress;
    private final Storage storage;
    private final Layout layout;
    private final Lake lake;

    JobRun(
            Job job,
            Args args,
            SparkSession spark,
            Map<String, Table> tables,
            Clock clock,
            ReportDraft draft,
            Progress progress) {
        this.job = job;
        this.args = args;
        this.spark = spark;
        this.tables = tables;
        this.clock = clock;
        this.draft = draft;
        this.progress = progress;
        storage = new Storage(spark.sparkContext().hadoopConfiguration());
        layout = Layout.from(args, storage, tables);
        lake = new Lake(spark, storage, layout);
    }

    /** Carries it out. */
    void act() {
        LakeBook book = new LakeBook(storage, layout);
        Optional<CheckedRules> rules = job instanceof CheckedJob checked
                ? new RulesetReading(spark, storage, tables).read(checked, args)
                : Optional.empty();
        Supplier<Leases> opened = () -> {
            draft.opened(storage, layout, job.spec());
            draft.toldOf(new Lineage(spark, storage, layout, tables, args, job.spec(), draft.runId(), draft.attempt()));
            return leases(rules);
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
                actOnFiles(again, files, inputs, leases);
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
                actOnFiles(landing, files, inputs, leases);
            }
        } else {
            LakeProperties properties = book.open();
            try (Leases leases = opened.get()) {
                RunInputs inputs =
                        new RunInputs(lake, storage, properties, job.spec(), args, rules, tables, draft.started());
                draft.pinned(inputs, lake);
                if (job instanceof DailyJob daily) {
                    follow(daily, inputs);
                }
                actOnTables(inputs, new LakeFiles(spark, storage, layout, lake), book, leases);
            }
        }
        args.find(CommonParams.CATALOG_DATABASE)
                .ifPresent(database ->
                        new Registration(spark, layout, database, progress).register(job.spec(), lake, draft));
    }

    private Leases leases(Optional<CheckedRules> rules) {
        if (!args.get(CommonParams.LEASE).holds(layout.root())) {
            return Leases.none(storage, layout, draft.runId(), clock);
        }
        Set<Table> written = new LinkedHashSet<>(job.spec().writes());
        if (rules.isPresent()) {
            written.add(RuleOutcomes.TABLE);
            written.add(StoredMetrics.TABLE);
        }
        return Leases.of(written, storage, layout, draft.runId(), clock, JobRun::pause);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lease", e);
        }
    }

    private void follow(DailyJob daily, RunInputs inputs) {
        progress.stage("looking for the service dates of " + daily.followed() + " that changed");
        Consumer<String> warnings = sentence -> {
            draft.warning(sentence);
            progress.note(sentence);
        };
        ServiceDates touched = new TouchedDates(daily, inputs, lake, warnings).find(args);
        inputs.follow(daily, touched);
        draft.touched(touched);
    }

    private void actOnTables(RunInputs inputs, LakeFiles files, LakeBook book, Leases leases) {
        try (Questioning questioning = new Questioning(progress)) {
            Plan plan = plan(inputs, questioning);
            if (!plan.writes().isEmpty()
                    || !plan.checks().isEmpty()
                    || !plan.deliveries().isEmpty()) {
                CommitNote note = draft.note(inputs.versions(), plan, List.of());
                long checked = check(plan, inputs, note);
                deliver(plan);
                draft.rowsRead(plan.rowsRead().orElseGet(() -> plan.writes().isEmpty() ? checked : rowsOf(inputs)));
                carryOut(plan, inputs, leases, note);
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

    private void actOnFiles(LandingJob landing, FilesToRead files, RunInputs inputs, Leases leases) {
        progress.stage("reading " + files.files().size() + " landing files");
        try (Questioning questioning = new Questioning(progress);
                LandedInput landed = LandedInput.read(spark, landing, args, inputs.lake(), files)) {
            inputs.land(landing, landed);
            draft.landed(landed);
            draft.warnings().forEach(progress::note);
            boolean changesRules = landing instanceof RereadingJob again && again.changesRules(inputs);
            if (!landed.consumed().isEmpty() || changesRules) {
                Plan plan = plan(inputs, questioning);
                CommitNote note = draft.note(inputs.versions(), plan, landed.consumed());
                check(plan, inputs, note);
                carryOut(plan, inputs, leases, note);
                draft.closed(lake, note);
                lake.consumedFiles(landing.consumer()).checkpointIfDue();
            }
            draft.refuseLoss();
            progress.ended();
            progress.note(draft.equation());
        }
    }

    private long rowsOf(RunInputs inputs) {
        return job.spec().reads().stream()
                .mapToLong(table -> inputs.of(table).count())
                .sum();
    }

    /** Makes the checks of the plan, and halts where one of them says so. Gives how many rows were checked. */
    private long check(Plan plan, RunInputs inputs, CommitNote note) {
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
                progress.note(sentence);
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

    private Plan plan(RunInputs inputs, Questioning questioning) {
        Plan plan = questioning.answered(job.plan(inputs, args));
        draft.planned(plan);
        plan.warnings().forEach(progress::note);
        return plan;
    }

    private void carryOut(Plan plan, RunInputs inputs, Leases leases, CommitNote note) {
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

    private void deliver(Plan plan) {
        for (FileWrite file : plan.files()) {
            progress.stage("writing " + file.file());
            lake.write(file);
        }
    }
}
