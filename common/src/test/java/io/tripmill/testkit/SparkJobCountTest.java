package io.tripmill.testkit;

import static io.tripmill.testkit.SparkJobCount.jobsStartedBy;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class SparkJobCountTest {
    @Test
    void planningStartsNoJob(SparkSession spark) {
        assertThat(jobsStartedBy(spark, () -> spark.range(10)
                        .groupBy("id")
                        .count()
                        .queryExecution()
                        .executedPlan()))
                .isZero();
    }

    @Test
    void eachActionCountsOnceAndOnlyInside(SparkSession spark) {
        spark.range(10).foreach((org.apache.spark.api.java.function.ForeachFunction<Long>) id -> {});
        int jobs = jobsStartedBy(spark, () -> {
            spark.range(10).javaRDD().count();
            spark.range(10).javaRDD().count();
        });
        spark.range(10).javaRDD().count();
        assertThat(jobs).isEqualTo(2);
    }

    @Test
    void pivotWithoutValuesIsFoundOut(SparkSession spark) {
        assertThat(jobsStartedBy(
                        spark,
                        () -> spark.range(3).groupBy(col("id")).pivot("id").count()))
                .isPositive();
    }

    @Test
    void whatTheWorkThrowsComesThrough(SparkSession spark) {
        assertThatThrownBy(() -> jobsStartedBy(spark, () -> {
                    throw new IOException("no disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no disk");
    }
}
