package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.Job;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
            try (SparkMeter meter = SparkMeter.start(spark, progress)) {
                draft.meteredBy(meter);
                new JobRun(job, args, spark, tables, clock, draft, meter).act();
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

    private RunReport publish(ReportDraft draft) {
        Instant ended = clock.instant();
        RunReport report = draft.finish(ended);
        try {
            draft.keep(report, ended).ifPresent(progress::note);
        } finally {
            progress.ended();
            reports.accept(report);
        }
        return report;
    }
}
