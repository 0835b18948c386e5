package io.tripmill.jobs.arrivals;

import io.tripmill.job.Args;
import io.tripmill.job.Arrived;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.RunFailure;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.jobs.arrivals.Expectation.Partition;
import io.tripmill.schema.Arrivals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Looks whether what feeds land for a day is there in time. Reads no more of a file than its first record. */
public final class ArrivalCheck implements Job {
    private static final int MOST_TOLD = 20;

    static final Param<OnLate> ON_LATE = Param.oneOf(
                    "on-late",
                    "What a partition that is late, empty or too small makes of the run; the table tells of it with both.",
                    OnLate.class)
            .orElse(OnLate.FAIL);

    /** What a partition that is not there in time makes of the run. */
    enum OnLate {
        /** The run fails. */
        FAIL,
        /** The run warns and succeeds. */
        WARN
    }

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "arrival-check",
                        "Tells which hours or days of a feed have not landed by their deadline, late and empty ones apart.")
                .mayRead(Arrivals.TABLE)
                .writes(Arrivals.TABLE)
                .takes(LandingJob.EXPECTATIONS, ON_LATE)
                .checks(ArrivalCheck::dateIsGiven)
                .optIn();
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        LocalDate date = args.find(CommonParams.BUSINESS_DATE).orElseThrow();
        List<Checked> checked = expectations(inputs).stream()
                .flatMap(expectation -> expectation.partitions(date).stream())
                .map(partition -> Checked.of(partition, inputs))
                .toList();
        Plan plan = Plan.of(new Write.ReplaceDates(
                        Arrivals.TABLE,
                        inputs.rows(
                                Arrivals.TABLE,
                                checked.stream()
                                        .map(one -> one.row(date, inputs.now()))
                                        .toList()),
                        ServiceDates.only(List.of(date))))
                .reading(checked.size());
        for (ArrivalState state : ArrivalState.values()) {
            plan = plan.noting(
                    state.word(),
                    Long.toString(
                            checked.stream().filter(one -> one.state == state).count()));
        }
        return warnedOf(checked, args, plan);
    }

    private static Plan warnedOf(List<Checked> checked, Args args, Plan plan) {
        Plan told = plan;
        if (checked.stream().anyMatch(one -> one.state == ArrivalState.DUE)) {
            told = told.warning(told(checked, one -> one.state == ArrivalState.DUE) + ", within the grace");
        }
        List<Checked> failures =
                checked.stream().filter(one -> one.state.isFailure()).toList();
        if (failures.isEmpty()) {
            return told;
        }
        String sentence = told(failures, one -> true);
        return args.get(ON_LATE) == OnLate.WARN ? told.warning(sentence) : told.failing(failure(failures, sentence));
    }

    private static RunFailure failure(List<Checked> failures, String sentence) {
        boolean isLate = failures.stream().anyMatch(one -> one.state == ArrivalState.LATE);
        return new RunFailure(
                isLate ? ErrorCode.LATE : ErrorCode.EMPTY,
                sentence + ".",
                "Ask whoever sends them; ingest-pings takes up what comes later.");
    }

    private static String told(List<Checked> checked, Predicate<Checked> which) {
        List<Checked> some = checked.stream().filter(which).toList();
        return some.size() + " of the expected landing partitions are not there: "
                + some.stream().limit(MOST_TOLD).map(Checked::sentence).collect(Collectors.joining("; "))
                + (some.size() > MOST_TOLD ? "; and " + (some.size() - MOST_TOLD) + " more" : "");
    }

    private static List<Expectation> expectations(Inputs inputs) {
        try {
            return Expectations.parse(inputs.text(LandingJob.EXPECTATIONS).orElseThrow());
        } catch (InvalidExpectations e) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--expectations: " + String.join("; ", e.problems()) + ".",
                    "See: tripmill help arrival-check.",
                    e);
        }
    }

    private static Optional<String> dateIsGiven(Args args) {
        return args.find(CommonParams.BUSINESS_DATE).isEmpty()
                ? Optional.of("--business-date is missing; name the day whose files are looked for")
                : Optional.empty();
    }

    /** A partition, and what lies there. */
    private record Checked(Partition partition, Arrived arrived, ArrivalState state) {

        static Checked of(Partition partition, Inputs inputs) {
            Arrived arrived =
                    inputs.arrived(partition.place(), partition.expectation().format());
            return new Checked(partition, arrived, ArrivalState.of(partition, arrived, inputs.now()));
        }

        String sentence() {
            return partition.expectation().feed() + " '" + partition.place() + "' is "
                    + state.word().replace('_', ' ') + " (due " + partition.due() + ", " + arrived.files() + " files)";
        }

        Row row(LocalDate date, Instant now) {
            return RowFactory.create(
                    partition.expectation().feed(),
                    partition.place().uri(),
                    date,
                    partition.start(),
                    partition.end(),
                    partition.due(),
                    state.word(),
                    arrived.files(),
                    arrived.fileBytes(),
                    arrived.newest().orElse(null),
                    now);
        }
    }
}
