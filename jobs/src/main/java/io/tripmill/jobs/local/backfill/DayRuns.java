package io.tripmill.jobs.local.backfill;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DateRange;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.glue.JobFlow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job is run for each day of a range.
 *
 * @param campaign what the ids of the runs begin with
 * @param given arguments for every day, in which {@value #DATE} stands for it
 * @param selection what tells the days apart
 */
public record DayRuns(Job job, String campaign, DateRange range, List<String> given, Selection selection) {
    /** What stands for the day in an argument. */
    public static final String DATE = "{date}";

    private static final List<String> OWN = List.of("run-id", "business-date", "recompute", "from", "to");

    /** What tells the run of one day from that of another. */
    public enum Selection {
        /** {@code --recompute range --from DAY --to DAY}. */
        RANGE,
        /** An argument holds the day, or the job asks for its {@code --business-date}. */
        LABEL
    }

    public DayRuns {
        requireNonNull(job, "job");
        requireNonNull(campaign, "campaign");
        requireNonNull(range, "range");
        given = List.copyOf(given);
        requireNonNull(selection, "selection");
    }

    /**
     * The runs of a job.
     *
     * @throws RunFailure T-ARGUMENT if nothing tells the days apart, or if the arguments of a run are wrong
     */
    public static DayRuns of(Job job, String campaign, DateRange range, List<String> given) {
        JobSpec spec = job.spec();
        for (String name : OWN) {
            if (given.stream().anyMatch(arg -> arg.equals("--" + name) || arg.startsWith("--" + name + "="))) {
                throw new RunFailure(
                        ErrorCode.ARGUMENT,
                        "--" + name + " is set for each day by the backfill itself.",
                        "Leave it out.");
            }
        }
        Selection selection = spec.params().contains(DateRange.FROM) ? Selection.RANGE : Selection.LABEL;
        DayRuns runs = new DayRuns(job, campaign, range, given, selection);
        if (selection == Selection.LABEL && !runs.daysDiffer()) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    spec.name() + " would do the same on every day.",
                    JobFlow.isRepair(spec)
                            ? "Run it once."
                            : "Put " + DATE + " into an argument, such as --landing s3://bucket/landing/dt=" + DATE
                                    + ", or run it once.");
        }
        runs.at(range.from());
        return runs;
    }

    /** Whether an argument holds the day, or the job can't do without its label. */
    private boolean daysDiffer() {
        if (given.stream().anyMatch(arg -> arg.contains(DATE))) {
            return true;
        }
        List<String> unlabelled = new ArrayList<>(given);
        return !isComplete(unlabelled) && isComplete(labelled(range.from()));
    }

    private boolean isComplete(List<String> arguments) {
        try {
            Args.parse(job.spec(), arguments);
            return true;
        } catch (RunFailure incomplete) {
            return false;
        }
    }

    /** Every day, ascending. */
    public List<DayRun> all() {
        return range.dates().stream().map(this::at).toList();
    }

    private DayRun at(LocalDate date) {
        String id = campaign + "__" + job.spec().name() + "__" + date;
        List<String> arguments = labelled(date);
        arguments.add("--run-id=" + id);
        if (selection == Selection.RANGE) {
            arguments.addAll(List.of("--recompute=range", "--from=" + date, "--to=" + date));
        }
        Args.parse(job.spec(), arguments);
        return new DayRun(date, job, id, arguments);
    }

    private List<String> labelled(LocalDate date) {
        List<String> arguments = new ArrayList<>();
        given.forEach(arg -> arguments.add(arg.replace(DATE, date.toString())));
        arguments.add("--" + CommonParams.BUSINESS_DATE.name() + "=" + date);
        return arguments;
    }
}
