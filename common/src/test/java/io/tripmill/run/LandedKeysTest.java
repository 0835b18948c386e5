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
class LandedKeysTest {
    private static final List<Column> KEY = List.of(col("device"), col("number"));

    @Test
    void everyLandedKeyIsKnownAndNearlyNoOther(SparkSession spark) {
        Dataset<Row> landed = numbers(spark, 0, 2000);
        LandedKeys keys = LandedKeys.of(landed, KEY, 2000);

        assertThat(landed.filter(keys.mayHold(KEY)).count()).isEqualTo(2000);
        assertThat(numbers(spark, 2000, 12_000).filter(keys.mayHold(KEY)).count())
                .isBetween(1L, 400L);
    }

    @Test
    void theOrderOfTheColumnsIsPartOfAKey(SparkSession spark) {
        Dataset<Row> landed = numbers(spark, 0, 1);
        LandedKeys keys = LandedKeys.of(landed, KEY, 1);

        assertThat(landed.filter(keys.mayHold(List.of(col("number"), col("device"))))
                        .count())
                .isZero();
    }

    private static Dataset<Row> numbers(SparkSession spark, long from, long to) {
        return spark.range(from, to).selectExpr("concat('d', id % 7) as device", "id as number");
    }
}
