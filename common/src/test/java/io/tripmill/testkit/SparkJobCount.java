package io.tripmill.testkit;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;

/** Counts work instead of timing it. */
public final class SparkJobCount {
    private static final long LONG_ENOUGH_MS = 10_000;

    private SparkJobCount() {}

    /** The number of Spark jobs that the work starts, in whatever thread. Exact: waits for Spark's own books. */
    public static <E extends Exception> int jobsStartedBy(SparkSession spark, ThrowingRunnable<E> work) throws E {
        SparkContext context = spark.sparkContext();
        AtomicInteger started = new AtomicInteger();
        SparkListener counter = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                started.incrementAndGet();
            }
        };
        waitForListeners(context);
        context.addSparkListener(counter);
        try {
            work.run();
            waitForListeners(context);
        } finally {
            context.removeSparkListener(counter);
        }
        return started.get();
    }

    private static void waitForListeners(SparkContext context) {
        try {
            context.listenerBus().waitUntilEmpty(LONG_ENOUGH_MS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listeners are still busy after " + LONG_ENOUGH_MS + " ms", e);
        }
    }
}
