package io.tripmill.jobs.local.backfill;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Causes;
import io.tripmill.run.LedgerEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs what an earlier attempt has not done. Days that write the same table can't both commit what they made of the same version: the one
 * that another has overtaken runs again.
 *
 * @param ledger the run of an id, if there was one
 * @param runner runs a job once, or throws
 * @param told is told what is left alone, and what is run again
 */
public record BackfillRuns(
        Function<String, Optional<LedgerEntry>> ledger, Consumer<DayRun> runner, Consumer<String> told) {
    /** With several at a time each may be overtaken by every other, more than once. */
    private static final int MOST_ATTEMPTS = 20;

    /** What became of a run of the backfill. */
    public enum Outcome {
        DONE,
        DONE_BEFORE
    }

    /**
     * Runs those that are not done, so many at a time. After the first failure none is begun any more.
     *
     * @return in the order of the runs
     * @throws RunFailure the first failure, once all that were begun have ended
     */
    public List<Outcome> run(List<DayRun> runs, int atATime) {
        // All of them first: what can't be is refused before anything runs.
        List<Boolean> done = runs.stream().map(this::isDone).toList();
        ExecutorService workers = Executors.newFixedThreadPool(atATime);
        AtomicBoolean hasFailed = new AtomicBoolean();
        try {
            List<Future<Optional<Outcome>>> futures = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                DayRun run = runs.get(i);
                boolean isDone = done.get(i);
                futures.add(workers.submit(() -> isDone ? Optional.of(Outcome.DONE_BEFORE) : act(run, hasFailed)));
            }
            return outcomes(futures);
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Outcome> outcomes(List<Future<Optional<Outcome>>> futures) {
        List<Outcome> outcomes = new ArrayList<>();
        List<RunFailure> failures = new ArrayList<>();
        for (Future<Optional<Outcome>> future : futures) {
            try {
                future.get().ifPresent(outcomes::add);
            } catch (ExecutionException e) {
                failures.add(Causes.failure(e.getCause() == null ? e : e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while runs went on", e);
            }
        }
        if (!failures.isEmpty()) {
            told.accept(outcomes.size() + " of " + futures.size()
                    + " runs are done; the same command goes on with the others");
            throw failures.get(0);
        }
        return outcomes;
    }

    private boolean isDone(DayRun run) {
        Optional<LedgerEntry> earlier =
                ledger.apply(run.runId()).filter(entry -> entry.state() == LedgerEntry.State.SUCCEEDED);
        earlier.ifPresent(entry -> refuseOtherArguments(run, entry));
        return earlier.isPresent();
    }

    /** Empty if another run has failed before this one began. */
    private Optional<Outcome> act(DayRun run, AtomicBoolean hasFailed) {
        if (hasFailed.get()) {
            return Optional.empty();
        }
        try {
            runUntilNotOvertaken(run);
            return Optional.of(Outcome.DONE);
        } catch (RuntimeException | Error e) {
            hasFailed.set(true);
            throw e;
        }
    }

    private void runUntilNotOvertaken(DayRun run) {
        for (int attempt = 1; ; attempt++) {
            try {
                runner.accept(run);
                return;
            } catch (RunFailure failure) {
                if (failure.code() != ErrorCode.CONFLICT || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
                told.accept(run.runId() + " was overtaken by another run, and runs again");
            }
        }
    }

    private static void refuseOtherArguments(DayRun run, LedgerEntry earlier) {
        Map<String, String> wanted =
                Args.parse(run.job().spec(), run.arguments()).asTyped();
        Map<String, String> done = new LinkedHashMap<>();
        earlier.report()
                .path("arguments")
                .properties()
                .forEach(entry -> done.put(entry.getKey(), entry.getValue().asText()));
        if (!wanted.equals(done)) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "Run '" + run.runId() + "' was done with other arguments: " + done + ", not " + wanted + ".",
                    "Name this backfill with --campaign NAME, or give those arguments.");
        }
    }
}
