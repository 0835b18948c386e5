package io.tripmill.run;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Spark did between its start and its close.
 *
 * <p>Several runs may go on at once: their jobs carry the meter's mark, which threads that Spark starts for them inherit. A job without
 * any mark is counted by all.
 *
 * <p>Spark counts what a task takes from its own cache as input too, at its size in memory; stages that touch a kept dataset are left
 * out of {@code bytesRead}.
 *
 * <p>As progress, it gives the jobs of each stage the stage's sentence as their description, which Spark's pages show, and tells how far
 * their tasks are.
 */
final class SparkMeter extends SparkListener implements Progress, AutoCloseable {
    private static final String MARK = "tripmill.meter";
    private static final String STAGE = "tripmill.stage";
    private static final String DESCRIPTION = "spark.job.description";
    private static final String QUERY = "spark.sql.execution.id";
    /** What Delta adds to the description of its own queries, whose rows are entries of a table's log. */
    private static final Pattern LOOKS_INTO_A_LOG =
            Pattern.compile("Delta: .*: (Compute snapshot for version: \\d+|Filtering files for query)");

    private final SparkSession spark;
    private final String mark = UUID.randomUUID().toString();
    private final Set<Integer> othersStages = ConcurrentHashMap.newKeySet();
    private final Set<Integer> cachedStages = ConcurrentHashMap.newKeySet();
    private final AtomicLong jobs = new AtomicLong();
    private final AtomicLong stages = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong bytesShuffled = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicLong taskMillis = new AtomicLong();

    private final Progress progress;
    private final LongSupplier nanos;
    private final @Nullable String describedBefore;
    private final PlannedSteps plannedSteps = new PlannedSteps();
    private volatile Stage stage;

    private SparkMeter(SparkSession spark, Progress progress, LongSupplier nanos) {
        this.spark = spark;
        this.progress = progress;
        this.nanos = nanos;
        this.describedBefore = spark.sparkContext().getLocalProperty(DESCRIPTION);
        this.stage = new Stage(nanos);
    }

    /** @param progress is told of the stages and of their work */
    static SparkMeter start(SparkSession spark, Progress progress) {
        return start(spark, progress, System::nanoTime);
    }

    static SparkMeter start(SparkSession spark, Progress progress, LongSupplier nanos) {
        SparkMeter meter = new SparkMeter(spark, progress, nanos);
        spark.sparkContext().addSparkListener(meter);
        spark.sparkContext().setLocalProperty(MARK, meter.mark);
        return meter;
    }

    /** A stage of the run; jobs carry its id, so that those which end late are not taken for the next one's. */
    private static final class Stage {
        private final String id = UUID.randomUUID().toString();
        private final StageTasks tasks;
        private final Map<Integer, String> queries = new ConcurrentHashMap<>();

        Stage(LongSupplier nanos) {
            tasks = new StageTasks(nanos);
        }
    }

    @Override
    public void stage(String sentence) {
        Stage begun = new Stage(nanos);
        spark.sparkContext().setLocalProperty(STAGE, begun.id);
        spark.sparkContext().setJobDescription(sentence);
        stage = begun;
        progress.stage(sentence);
    }

    @Override
    public void note(String sentence) {
        progress.note(sentence);
    }

    @Override
    public void ended() {
        progress.ended();
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        plannedSteps.ended(event).ifPresent(query -> stage.tasks.ended(query));
    }

    private void assign(SparkListenerJobStart event, Properties properties) {
        Stage current = stage;
        if (!current.id.equals(properties.getProperty(STAGE))
                || LOOKS_INTO_A_LOG
                        .matcher(properties.getProperty(DESCRIPTION, ""))
                        .matches()) {
            return;
        }
        String query = properties.getProperty(QUERY, "job " + event.jobId());
        current.tasks.planned(query, plannedSteps.of(query));
        event.stageInfos().foreach(info -> current.queries.put(info.stageId(), query));
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        String other = event.properties() == null ? null : event.properties().getProperty(MARK);
        if (other == null || other.equals(mark)) {
            jobs.incrementAndGet();
            if (event.properties() != null) {
                assign(event, event.properties());
            }
        } else {
            event.stageInfos().foreach(stage -> othersStages.add(stage.stageId()));
        }
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        if (event.stageInfo().rddInfos().exists(rdd -> rdd.storageLevel().isValid())) {
            cachedStages.add(event.stageInfo().stageId());
        }
        Stage current = stage;
        String query = current.queries.get(event.stageInfo().stageId());
        if (query != null) {
            current.tasks.begun(
                    event.stageInfo().stageId(), query, event.stageInfo().numTasks());
        }
    }

    /** Executors tell of themselves every few seconds, so that a stage of one long task is not silent. */
    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        progress.work(stage.tasks.soFar());
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted event) {
        if (!othersStages.contains(event.stageInfo().stageId())) {
            stages.incrementAndGet();
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        if (event.taskMetrics() != null && !othersStages.contains(event.stageId())) {
            if (!cachedStages.contains(event.stageId())) {
                bytesRead.addAndGet(event.taskMetrics().inputMetrics().bytesRead());
            }
            bytesShuffled.addAndGet(event.taskMetrics().shuffleWriteMetrics().bytesWritten());
            cpuNanos.addAndGet(event.taskMetrics().executorCpuTime());
            taskMillis.addAndGet(event.taskMetrics().executorRunTime());
        }
        Stage current = stage;
        if (event.taskMetrics() != null
                && event.taskInfo().successful()
                && current.queries.containsKey(event.stageId())) {
            current.tasks.taskEnded(
                    event.stageId(),
                    cachedStages.contains(event.stageId())
                            ? 0
                            : event.taskMetrics().inputMetrics().recordsRead(),
                    event.taskMetrics().outputMetrics().recordsWritten());
            progress.work(current.tasks.soFar());
        }
    }

    /**
     * What was counted so far; events still on their way are not in it.
     *
     * @param landedBytes landing files are not read through Spark's own sources, so it does not count them
     */
    RunReport.SparkWork work(long landedBytes) {
        return new RunReport.SparkWork(
                jobs.get(),
                stages.get(),
                bytesRead.get() + landedBytes,
                bytesShuffled.get(),
                cpuNanos.get() / 1e9,
                taskMillis.get() / 1e3);
    }

    @Override
    public void close() {
        spark.sparkContext().setLocalProperty(MARK, null);
        spark.sparkContext().setLocalProperty(STAGE, null);
        spark.sparkContext().setLocalProperty(DESCRIPTION, describedBefore);
        spark.sparkContext().removeSparkListener(this);
    }
}
