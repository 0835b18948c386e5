package io.tripmill.jobs.local.backfill;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DateRange;
import io.tripmill.job.Job;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.glue.JobFlow;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs of the jobs that a schedule starts after a job: each once, since it finds by itself which days changed.
 *
 * @param runs in an order in which they can run
 * @param leftOut jobs that need arguments of their own
 */
public record FollowingRuns(List<DayRun> runs, List<String> leftOut) {
    public FollowingRuns {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
    }

    /** What follows a job. */
    public static FollowingRuns of(Job job, String campaign, DateRange range, Location lake) {
        List<DayRun> runs = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        JobFlow.of(JobCatalog.specs()).downstream(job.spec()).forEach(spec -> {
            String id = campaign + "__" + spec.name() + "__" + range.from() + "_" + range.to();
            List<String> arguments = List.of(
                    "--" + CommonParams.LAKE.name() + "=" + lake,
                    "--" + CommonParams.BUSINESS_DATE.name() + "=" + range.to(),
                    "--" + CommonParams.RUN_ID.name() + "=" + id);
            try {
                Args.parse(spec, arguments);
                runs.add(new DayRun(range.to(), JobCatalog.named(spec.name()), id, arguments));
            } catch (RunFailure incomplete) {
                leftOut.add(spec.name());
            }
        });
        return new FollowingRuns(runs, leftOut);
    }
}
