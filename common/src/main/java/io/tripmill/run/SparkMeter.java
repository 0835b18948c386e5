package io.tripmill.run;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Counts what Spark did between its start and its close.
 *
 * <p>Several runs may go on at once: their jobs carry the meter's mark, which threads that Spark starts for them inherit. A job without
 * any mark is counted by all.
 *
 * <p>Spark counts what a task takes from its own cache as input too, at its size in memory; stages that touch a kept dataset are left
 * out of {@code bytesRead}.
 */
final class SparkMeter extends SparkListener implements AutoCloseable {
    private static final String MARK = "tripmill.meter";

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

    private SparkMeter(SparkSession spark) {
        this.spark = spark;
    }

    static SparkMeter start(SparkSession spark) {
        SparkMeter meter = new SparkMeter(spark);
        spark.sparkContext().addSparkListener(meter);
        spark.sparkContext().setLocalProperty(MARK, meter.mark);
        return meter;
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        String other = event.properties() == null ? null : event.properties().getProperty(MARK);
        if (other == null || other.equals(mark)) {
            jobs.incrementAndGet();
        } else {
            event.stageInfos().foreach(stage -> othersStages.add(stage.stageId()));
        }
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        if (event.stageInfo().rddInfos().exists(rdd -> rdd.storageLevel().isValid())) {
            cachedStages.add(event.stageInfo().stageId());
        }
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
        spark.sparkContext().removeSparkListener(this);
    }
}
