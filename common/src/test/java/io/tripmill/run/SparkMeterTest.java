package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.SparkTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class SparkMeterTest {
    private final SparkSession spark;
    private final List<String> stages = new ArrayList<>();
    private final List<StageWork> work = Collections.synchronizedList(new ArrayList<>());

    SparkMeterTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void jobsSayWhatTheyAreForAndTellHowFarTheyAre() throws Exception {
        List<String> descriptions = Collections.synchronizedList(new ArrayList<>());
        SparkListener pages = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                descriptions.add(job.properties().getProperty("spark.job.description", "none"));
            }
        };
        spark.sparkContext().addSparkListener(pages);
        spark.sparkContext().setJobDescription("the caller's");
        AtomicLong nanos = new AtomicLong();
        // Whoever looks at this clock finds that a second has passed, so that no query is too short for a bar.
        try (SparkMeter meter = SparkMeter.start(spark, listening(), () -> nanos.addAndGet(1_000_000_000))) {
            meter.stage("counting to a thousand");
            assertThat(spark.range(0, 1_000, 1, 3).repartition(2).count()).isEqualTo(1_000);
            spark.sparkContext().listenerBus().waitUntilEmpty();
            StageWork counted = work.get(work.size() - 1);
            assertThat(counted.share()).hasValue(0.99);
            assertThat(counted.rows()).isEqualTo(1_000);
            assertThat(work.get(0).share().orElseThrow()).isPositive().isLessThan(0.5);

            meter.stage("doing nothing");
            spark.sparkContext().listenerBus().waitUntilEmpty();
            assertThat(work.get(work.size() - 1)).isEqualTo(counted);
        }
        spark.range(1).collectAsList();
        spark.sparkContext().listenerBus().waitUntilEmpty();
        spark.sparkContext().removeSparkListener(pages);
        spark.sparkContext().setJobDescription(null);

        assertThat(stages).containsExactly("counting to a thousand", "doing nothing");
        assertThat(descriptions).contains("counting to a thousand").doesNotContain("doing nothing");
        assertThat(descriptions.get(descriptions.size() - 1)).isEqualTo("the caller's");
    }

    private Progress listening() {
        return new Progress() {
            @Override
            public void stage(String sentence) {
                stages.add(sentence);
            }

            @Override
            public void work(StageWork done) {
                work.add(done);
            }
        };
    }
}
