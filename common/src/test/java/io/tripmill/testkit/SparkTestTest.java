package io.tripmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class SparkTestTest {
    private final SparkSession given;

    SparkTestTest(SparkSession spark) {
        this.given = spark;
    }

    @Test
    void allTestsShareOneSession(SparkSession spark) {
        assertThat(spark).isSameAs(given);
    }

    @Test
    void resultsDoNotDependOnTheMachine(SparkSession spark) {
        assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
        assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
        assertThat(spark.sql("select timestamp'2026-01-01 00:00:00'").head().<Instant>getAs(0))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void sparkIsSmallAndQuiet(SparkSession spark) {
        assertThat(spark.sparkContext().master()).isEqualTo("local[2]");
        assertThat(spark.sparkContext().uiWebUrl().isEmpty()).isTrue();
        assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("2");
        assertThat(spark.conf().get("spark.sql.warehouse.dir"))
                .contains("/target")
                .endsWith("/spark-warehouse");
    }

    @Test
    void deltaIsThere(SparkSession spark, @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        String table = folder.resolve("numbers").toUri().toString();
        spark.range(3).write().format("delta").save(table);
        assertThat(spark.sql("select id from delta.`" + table + "` where id > 1").collectAsList().stream()
                        .map(row -> row.getLong(0)))
                .isEqualTo(List.of(2L));
    }
}
