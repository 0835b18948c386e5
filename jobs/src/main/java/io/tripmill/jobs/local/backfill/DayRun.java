package io.tripmill.jobs.local.backfill;

import io.tripmill.job.Job;
import java.time.LocalDate;
import java.util.List;

/**
 * One run of a backfill.
 *
 * @param date the day that it stands for; of a job that follows others, the last day
 * @param arguments all that the run is given, its id included
 */
public record DayRun(LocalDate date, Job job, String runId, List<String> arguments) {
    public DayRun {
        arguments = List.copyOf(arguments);
    }
}
