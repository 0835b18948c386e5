package io.tripmill.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Measures work of this JVM. One piece at a time; other work must rest meanwhile. */
final class CostMeter {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long LONG_ENOUGH_MS = 60_000;

    private final SparkSession spark;

    CostMeter(SparkSession spark) {
        this.spark = spark;
    }

    /** Processor seconds that this JVM has used so far. */
    static double processCpuS() {
        return PROCESS.getProcessCpuTime() / 1e9;
    }

    /** Does the work, after a collection of what earlier work left behind. */
    Cost of(Runnable work) {
        System.gc();
        TaskCounts tasks = new TaskCounts();
        HeapPeak heap = new HeapPeak();
        spark.sparkContext().addSparkListener(tasks);
        heap.watch();
        try {
            long startNanos = System.nanoTime();
            double startCpuS = processCpuS();
            work.run();
            double wallS = (System.nanoTime() - startNanos) / 1e9;
            double cpuS = processCpuS() - startCpuS;
            spark.sparkContext().listenerBus().waitUntilEmpty(LONG_ENOUGH_MS);
            return new Cost(
                    wallS,
                    cpuS,
                    tasks.bytesShuffled.get(),
                    tasks.jobs.get(),
                    tasks.cpuNanos.get() / 1e9,
                    heap.bytes.get());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listeners are still busy after " + LONG_ENOUGH_MS + " ms", e);
        } finally {
            heap.rest();
            spark.sparkContext().removeSparkListener(tasks);
        }
    }

    private static final class TaskCounts extends SparkListener {
        private final AtomicLong jobs = new AtomicLong();
        private final AtomicLong bytesShuffled = new AtomicLong();
        private final AtomicLong cpuNanos = new AtomicLong();

        @Override
        public void onJobStart(SparkListenerJobStart event) {
            jobs.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd event) {
            if (event.taskMetrics() != null) {
                bytesShuffled.addAndGet(
                        event.taskMetrics().shuffleWriteMetrics().bytesWritten());
                cpuNanos.addAndGet(event.taskMetrics().executorCpuTime());
            }
        }
    }

    /** The heap in use after each collection: what lives, without garbage that nobody has collected yet. */
    private static final class HeapPeak implements NotificationListener {
        private final AtomicLong bytes = new AtomicLong();

        void watch() {
            bytes.set(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                ((NotificationEmitter) collector).addNotificationListener(this, null, null);
            }
        }

        void rest() {
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                try {
                    ((NotificationEmitter) collector).removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    throw new IllegalStateException("a collector forgot its listener", e);
                }
            }
        }

        @Override
        public void handleNotification(Notification notification, Object handback) {
            if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                return;
            }
            Map<String, MemoryUsage> pools = GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc();
            long used = pools.entrySet().stream()
                    .filter(pool -> isOfTheHeap(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            bytes.accumulateAndGet(used, Math::max);
        }

        private static boolean isOfTheHeap(String pool) {
            return pool.matches(".*(Eden|Survivor|Old|Tenured).*");
        }
    }
}
