package io.tripmill.testkit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import io.tripmill.run.SparkSettings;
import io.tripmill.schema.Stays;
import java.io.Serializable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A second opinion on {@link RowsAssert}: spark-testing-base compares rows of our tables as we do. It is made for JUnit
 * 4, so its life cycle is called by hand; and it stops its session at the end, so it has a process of its own.
 */
@Tag("own-session")
class SparkTestingBaseTest extends JavaDatasetSuiteBase implements Serializable {
    @BeforeEach
    void startOnce() {
        runBefore();
    }

    @AfterAll
    static void stop() {
        runAfterClass();
    }

    @Override
    public boolean enableHiveSupport() {
        return false;
    }

    @Override
    public SparkConf conf() {
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("spark-testing-base")
                .set("spark.app.id", "spark-testing-base")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "2");
        SparkSettings.ALL.forEach(conf::set);
        return conf;
    }

    private Dataset<Row> stays() {
        return TextTable.rows(spark(), Stays.TABLE, """
                stay_id | provider_id | device_id | start_time           | duration_s | lat  | flags       | service_date
                s1      | p           | d1        | 2026-01-01T00:00:00Z | 300.0      | 52.5 | [GAP_START] | 2026-01-01
                s2      | p           | d2        | 2026-01-01T01:00:00Z | 900.0      | 0.1  | []          | 2026-01-01
                """);
    }

    /** The same stays, each a little longer than it was. */
    private Dataset<Row> longerStays(double seconds) {
        return stays().withColumn("duration_s", col("duration_s").plus(seconds));
    }

    @Test
    void equalRowsOfATableAreEqual() {
        assertDataFrameEquals(stays(), stays(), assertDataFrameEquals$default$3());
        assertDataFrameNoOrderEquals(stays(), stays().orderBy(col("stay_id").desc()));
    }

    @Test
    void otherRowsOfATableAreNotEqual() {
        assertFails(() -> assertDataFrameEquals(stays(), longerStays(0.5), assertDataFrameEquals$default$3()));
        assertFails(() -> assertDataFrameNoOrderEquals(stays(), stays().limit(1)));
    }

    @Test
    void nearlyEqualRowsOfATableAreEqualWithinATolerance() {
        assertDataFrameApproximateEquals(stays(), longerStays(0.05), 0.1);
        assertFails(() -> assertDataFrameApproximateEquals(stays(), longerStays(0.5), 0.1));
    }

    @Test
    void bothAgreeWithRowsAssert() {
        RowsAssert.assertThatRows(longerStays(0.05)).hasSameRowsAs(stays(), 0.1);
        assertFails(() -> RowsAssert.assertThatRows(longerStays(0.5)).hasSameRowsAs(stays(), 0.1));
    }

    @Test
    void datasetsOfOneColumnAreComparedAsValues() {
        assertDatasetEquals(durations(stays()), durations(stays()));
        assertFails(() -> assertDatasetEquals(durations(stays()), durations(longerStays(0.5))));
    }

    @Test
    void datasetsOfRowsAreComparedWithinATolerance() {
        assertDatasetApproximateEquals(stays(), longerStays(0.05), 0.1);
        assertFails(() -> assertDatasetApproximateEquals(stays(), longerStays(0.5), 0.1));
    }

    private static Dataset<Double> durations(Dataset<Row> stays) {
        return stays.select("duration_s").as(Encoders.DOUBLE());
    }

    private static void assertFails(ThrowingRunnable<RuntimeException> comparison) {
        assertThatThrownBy(comparison::run).isInstanceOf(AssertionError.class);
    }
}
