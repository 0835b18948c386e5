package io.tripmill.quality.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.testkit.SparkTest;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class ReadTextTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "1",
            " +1\t",
            "-0",
            "1.5",
            ".5",
            "5.",
            "1e3",
            "1E-3",
            "-1.5e+3",
            "1d",
            "2F",
            "NaN",
            "nan",
            "Infinity",
            "-inf",
            "+Infinity",
            "0x1p3",
            "1_000",
            "1,5",
            "99999999999",
            "99999999999999999999",
            "t",
            "TRUE",
            "yes",
            "N",
            "0",
            "tr",
            "a1",
            "2026",
            "2026-01",
            "2026-01-02",
            "2026-1-2",
            "+12026-01-02",
            "-0001-01-01",
            "2026-01-02 ",
            "2026-01-02 10:00",
            "2026-01-02T10:00:00.5Z",
            "2026-01-02T10:00:00 Europe/Zurich",
            "2026-13-02",
            "2026-01-02x",
            "1.2.3",
            "+",
            "-",
            ".",
            "e3",
            "\u00a01",
            "1\n",
            "2026-01-02\n");

    @Test
    void readsWhatSparkReads(SparkSession spark) {
        for (String type : List.of("boolean", "int", "long", "float", "double", "date", "timestamp")) {
            List<String> differing = spark.createDataset(TEXTS, Encoders.STRING())
                    .selectExpr(
                            "value",
                            "try_cast(value as " + type + ") as spark",
                            ReadText.as(type, "value") + " as ours")
                    .filter("not (spark <=> ours)")
                    .select("value")
                    .as(Encoders.STRING())
                    .collectAsList();
            assertThat(differing).as(type).isEmpty();
        }
    }

    @Test
    void aTimeAloneIsNoTime(SparkSession spark) {
        assertThat(Objects.requireNonNull(spark.sql("select " + ReadText.as("timestamp", "'10:00'") + " as t")
                                .head())
                        .isNullAt(0))
                .isTrue();
    }

    @Test
    void otherTypesAreRefused() {
        assertThatThrownBy(() -> ReadText.as("array", "x")).hasMessage("texts are not read as array");
    }
}
