package io.tripmill.jobs.local;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DateRange;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Job;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.backfill.BackfillRuns;
import io.tripmill.jobs.local.backfill.BackfillRuns.Outcome;
import io.tripmill.jobs.local.backfill.DayRun;
import io.tripmill.jobs.local.backfill.DayRuns;
import io.tripmill.jobs.local.backfill.FollowingRuns;
import io.tripmill.run.Layout;
import io.tripmill.run.Progress;
import io.tripmill.run.RunLedger;
import io.tripmill.run.Runner;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Runs a job for each day of a range, and goes on where an earlier attempt broke off. */
final class BackfillCommand {
    static final String NAME = "backfill";
    static final String SENTENCE =
            "Runs the job that is named first for each day of a range, and leaves alone what an earlier attempt has done. Other arguments"
                    + " are the job's; " + DayRuns.DATE + " in them stands for the day.";

    static final Param<LocalDate> FROM = Param.date("from", "The first day.");
    static final Param<LocalDate> TO = Param.date("to", "The last day.");
    static final Param<String> CAMPAIGN = Param.text(
                    "campaign",
                    "What the ids of the runs begin with. Days that a campaign has done are not done again; another campaign does them"
                            + " anew.")
            .where(
                    "letters, digits, . and - only, a letter first, at most 60",
                    name -> name.matches("[A-Za-z][A-Za-z0-9.-]{0,59}"))
            .orElse("backfill");
    private static final Param<Integer> PARALLEL = Param.wholeNumber(
                    "parallel",
                    "How many days run at a time, where no lease keeps them from it as on S3. Days that write one table wait for each other"
                            + " in the end: the one that was overtaken runs again.")
            .where("1 to 16", runs -> runs >= 1 && runs <= 16)
            .orElse(1);
    private static final Param<Boolean> WITH_DOWNSTREAM = Param.flag(
            "with-downstream", "Whether the jobs that follow in a schedule run too, each once after the last day.");

    static final List<Param<?>> PARAMS = List.of(FROM, TO, CAMPAIGN, PARALLEL, WITH_DOWNSTREAM);

    private final PrintStream out;
    private final PrintStream err;

    BackfillCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void run(String name, List<String> argv) {
        Job job = JobCatalog.named(name);
        SplitArguments split = SplitArguments.of(PARAMS, argv);
        Args own = Args.parse(NAME, PARAMS, split.own());
        DateRange range = range(own);
        DayRuns days = DayRuns.of(job, own.get(CAMPAIGN), range, split.others());
        Args first = Args.parse(job.spec(), days.all().get(0).arguments());
        Location lake = first.get(CommonParams.LAKE);
        // The lease of one day would refuse every other.
        int atATime = first.get(CommonParams.LEASE).holds(lake) ? 1 : own.get(PARALLEL);
        SparkSession spark = SparkSettings.open("tripmill backfill");
        RunLedger ledger = new RunLedger(new Storage(spark.sparkContext().hadoopConfiguration()), Layout.of(lake));
        FollowingRuns following = own.get(WITH_DOWNSTREAM)
                ? FollowingRuns.of(job, own.get(CAMPAIGN), range, lake, ledger.all())
                : new FollowingRuns(List.of(), List.of());
        BackfillRuns runs = new BackfillRuns(ledger::find, run -> run(spark, run), err::println);
        List<DayRun> all = new ArrayList<>(days.all());
        List<Outcome> outcomes = new ArrayList<>(runs.run(all, atATime));
        outcomes.addAll(runs.run(following.runs(), 1));
        all.addAll(following.runs());
        for (String leftOut : following.leftOut()) {
            err.println(leftOut + " needs arguments of its own and was left out");
        }
        long before = outcomes.stream()
                .filter(outcome -> outcome == Outcome.DONE_BEFORE)
                .count();
        out.printf("%d runs done, %d of them before%n", all.size(), before);
    }

    private void run(SparkSession spark, DayRun run) {
        // A session of its own: a run sets what it needs while it writes.
        new Runner(
                        spark::newSession,
                        JobCatalog.tables(),
                        Clock.systemUTC(),
                        Progress.to(err).of(run.date() + "  "),
                        report -> out.println("TRIPMILL " + report.toJson()))
                .run(run.job(), run.arguments());
    }

    static DateRange range(Args args) {
        if (args.get(TO).isBefore(args.get(FROM))) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--to " + args.get(TO) + " is before --from " + args.get(FROM) + ".",
                    "Swap them.");
        }
        return new DateRange(args.get(FROM), args.get(TO));
    }

    static String help() {
        return HelpPage.ofCommand("backfill JOB", SENTENCE, PARAMS);
    }
}
