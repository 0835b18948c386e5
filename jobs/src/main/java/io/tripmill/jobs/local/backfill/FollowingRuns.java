package io.tripmill.jobs.local.backfill;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DateRange;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.glue.JobFlow;
import io.tripmill.run.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The runs of the jobs that a schedule starts after a job: each once, since it finds by itself which days changed, and with the arguments of
 * its last run that succeeded.
 *
 * @param runs in an order in which they can run
 * @param leftOut jobs that need arguments and have not run yet
 */
public record FollowingRuns(List<DayRun> runs, List<String> leftOut) {
    /** They say which run it was, or what it computed again. */
    private static final Set<String> OF_ONE_RUN =
            Set.of("lake", "run-id", "business-date", "as-of", "recompute", "from", "to");

    public FollowingRuns {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * What follows a job.
     *
     * @param ledger the runs of the lake, the newest first
     */
    public static FollowingRuns of(Job job, String campaign, DateRange range, Location lake, List<LedgerEntry> ledger) {
        List<DayRun> runs = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        JobFlow.of(JobCatalog.specs()).downstream(job.spec()).forEach(spec -> {
            String id = campaign + "__" + spec.name() + "__" + range.from() + "_" + range.to();
            List<String> arguments = new ArrayList<>(List.of(
                    "--" + CommonParams.LAKE.name() + "=" + lake,
                    "--" + CommonParams.BUSINESS_DATE.name() + "=" + range.to(),
                    "--" + CommonParams.RUN_ID.name() + "=" + id));
            arguments.addAll(lastArguments(spec, id, ledger));
            try {
                Args.parse(spec, arguments);
                runs.add(new DayRun(range.to(), JobCatalog.named(spec.name()), id, arguments));
            } catch (RunFailure incomplete) {
                leftOut.add(spec.name());
            }
        });
        return new FollowingRuns(runs, leftOut);
    }

    private static List<String> lastArguments(JobSpec spec, String id, List<LedgerEntry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.job().equals(spec.name()) && entry.state() == LedgerEntry.State.SUCCEEDED)
                .filter(entry -> !entry.runId().equals(id))
                .findFirst()
                .map(entry -> entry.report().path("arguments").properties().stream()
                        .filter(argument -> !OF_ONE_RUN.contains(argument.getKey()))
                        .map(argument -> "--" + argument.getKey() + "="
                                + argument.getValue().asText())
                        .toList())
                .orElse(List.of());
    }
}
