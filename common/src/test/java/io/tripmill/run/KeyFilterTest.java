package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.SparkTest;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class KeyFilterTest {
    private static final List<Column> KEY = List.of(col("device"), col("number"));

    @Test
    void everyLandedKeyIsKnownAndNearlyNoOther(SparkSession spark) {
        Dataset<Row> landed = numbers(spark, 0, 2000);
        KeyFilter keys = KeyFilter.of(KeyFilter.hashes(landed, KEY), 2000, 0.01);

        assertThat(landed.filter(keys.mayHold(KEY)).count()).isEqualTo(2000);
        assertThat(numbers(spark, 2000, 12_000).filter(keys.mayHold(KEY)).count())
                .isBetween(1L, 400L);
    }

    @Test
    void theOrderOfTheColumnsIsPartOfAKey(SparkSession spark) {
        Dataset<Row> landed = numbers(spark, 0, 1);
        KeyFilter keys = KeyFilter.of(KeyFilter.hashes(landed, KEY), 1, 0.01);

        assertThat(landed.filter(keys.mayHold(List.of(col("number"), col("device"))))
                        .count())
                .isZero();
    }

    @Test
    void hashesThatAreThereMoreThanOnceAreEachToldOnce(SparkSession spark) {
        Dataset<Row> hashes = KeyFilter.hashes(
                numbers(spark, 0, 10).union(numbers(spark, 5, 7)).union(numbers(spark, 5, 6)), KEY);

        assertThat(KeyFilter.repeated(hashes).collectAsList())
                .containsExactlyInAnyOrderElementsOf(
                        KeyFilter.hashes(numbers(spark, 5, 7), KEY).collectAsList());
    }

    @Test
    void hashesThatAreNotKnownAreLeftOut(SparkSession spark) {
        KeyFilter keys = KeyFilter.of(KeyFilter.hashes(numbers(spark, 0, 100), KEY), 100, 0.001);

        assertThat(keys.known(KeyFilter.hashes(numbers(spark, 50, 150), KEY)).count())
                .isBetween(50L, 60L);
    }

    @Test
    void noKeysKnowNothing(SparkSession spark) {
        KeyFilter none = KeyFilter.of(KeyFilter.hashes(numbers(spark, 0, 0), KEY), 0, 0.01);

        assertThat(numbers(spark, 0, 1000).filter(none.mayHold(KEY)).count()).isZero();
    }

    private static Dataset<Row> numbers(SparkSession spark, long from, long to) {
        return spark.range(from, to).selectExpr("concat('d', id % 7) as device", "id as number");
    }
}
