package io.tripmill.run;

import java.util.Set;
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
 * <p>Spark counts what a task takes from its own cache as input too, at its size in memory; stages that touch a kept dataset are left
 * out of {@code bytesRead}.
 */
final class SparkMeter extends SparkListener implements AutoCloseable {
    private final SparkSession spark;
    private final Set<Integer> cachedStages = ConcurrentHashMap.newKeySet();
    private final AtomicLong jobs = new AtomicLong();
    private final AtomicLong stages = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong bytesShuffled = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();

    private SparkMeter(SparkSession spark) {
        this.spark = spark;
    }

    static SparkMeter start(SparkSession spark) {
        SparkMeter meter = new SparkMeter(spark);
        spark.sparkContext().addSparkListener(meter);
        return meter;
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        jobs.incrementAndGet();
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
        if (event.stageInfo().rddInfos().exists(rdd -> rdd.storageLevel().isValid())) {
            cachedStages.add(event.stageInfo().stageId());
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted event) {
        stages.incrementAndGet();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        if (event.taskMetrics() != null) {
            if (!cachedStages.contains(event.stageId())) {
                bytesRead.addAndGet(event.taskMetrics().inputMetrics().bytesRead());
            }
            bytesShuffled.addAndGet(event.taskMetrics().shuffleWriteMetrics().bytesWritten());
            cpuNanos.addAndGet(event.taskMetrics().executorCpuTime());
        }
    }

    /**
     * What was counted so far; events still on their way are not in it.
     *
     * @param landedBytes landing files are not read through Spark's own sources, so it does not count them
     */
    RunReport.SparkWork work(long landedBytes) {
        return new RunReport.SparkWork(
                jobs.get(), stages.get(), bytesRead.get() + landedBytes, bytesShuffled.get(), cpuNanos.get() / 1e9);
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
    }
}
