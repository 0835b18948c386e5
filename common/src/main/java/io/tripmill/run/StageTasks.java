package io.tripmill.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * The tasks of one stage of a run: what Spark's listener tells of them, and how far they are.
 *
 * <p>A stage of a run is some of Spark's queries, each some of Spark's own stages, here called steps. Spark starts a step when it knows
 * the outcome of those before it, so a query says in advance how many it has, and each counts the same. Queries that are still to
 * come are not known: when another long one begins, the stage is less far than it seemed.
 */
final class StageTasks {
    /** Committing comes after the last task, and more queries may. */
    private static final double MOST = 0.99;

    /** Shorter queries, such as those that look into a table's log, would only make a bar flicker. */
    private static final double LONG_S = 1;

    private final LongSupplier nanos;
    private final long begunNanos;
    private final Map<String, Query> queries = new HashMap<>();
    private final Map<Integer, Step> steps = new HashMap<>();
    private long rowsRead;
    private long rowsWritten;

    /**
     * Tasks of a stage that begins.
     *
     * @param nanos a clock that never goes back, such as {@code System::nanoTime}
     */
    StageTasks(LongSupplier nanos) {
        this.nanos = nanos;
        this.begunNanos = nanos.getAsLong();
    }

    private static final class Query {
        private final long begunNanos;
        private final List<Step> steps = new ArrayList<>();
        private int planned;
        private boolean hasEnded;
        private long endedNanos;

        Query(long begunNanos) {
            this.begunNanos = begunNanos;
        }

        int steps() {
            return hasEnded ? steps.size() : Math.max(planned, steps.size());
        }

        double done() {
            return steps.stream().mapToDouble(Step::fraction).sum();
        }

        boolean isLong(long nowNanos) {
            return ((hasEnded ? endedNanos : nowNanos) - begunNanos) / 1e9 >= LONG_S;
        }
    }

    private static final class Step {
        private int tasks;
        private int ended;

        double fraction() {
            return tasks == 0 ? 1 : Math.min(1, (double) ended / tasks);
        }
    }

    /** A query will have so many steps, as far as its plan tells. */
    synchronized void planned(String query, int count) {
        Query known = known(query);
        known.planned = Math.max(known.planned, count);
    }

    /** One of Spark's stages begins, or begins again with the tasks that were lost. */
    synchronized void begun(int sparkStage, String query, int tasks) {
        Step step = steps.get(sparkStage);
        if (step == null) {
            step = new Step();
            steps.put(sparkStage, step);
            known(query).steps.add(step);
        }
        step.tasks = tasks;
        step.ended = 0;
    }

    /** A task of one of Spark's stages has succeeded. */
    synchronized void taskEnded(int sparkStage, long read, long written) {
        rowsRead += read;
        rowsWritten += written;
        Step step = steps.get(sparkStage);
        if (step != null) {
            step.ended++;
        }
    }

    /** A query has no more steps than it had so far: its plan was changed, or it failed. */
    synchronized void ended(String query) {
        Query known = queries.get(query);
        if (known != null) {
            known.hasEnded = true;
            known.endedNanos = nanos.getAsLong();
        }
    }

    synchronized StageWork soFar() {
        long now = nanos.getAsLong();
        List<Query> counted =
                queries.values().stream().filter(query -> query.isLong(now)).toList();
        int all = counted.stream().mapToInt(Query::steps).sum();
        double done = counted.stream().mapToDouble(Query::done).sum();
        return new StageWork(
                all == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(MOST, done / all)),
                Math.max(rowsRead, rowsWritten),
                Duration.ofNanos(now - begunNanos));
    }

    private Query known(String query) {
        return queries.computeIfAbsent(query, id -> new Query(nanos.getAsLong()));
    }
}
