package io.tripmill.quality;

import static io.tripmill.testkit.SparkJobCount.jobsStartedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class DistributionTest {
    private final SparkSession spark;
    private final Dataset<Row> rows;

    DistributionTest(SparkSession spark) {
        this.spark = spark;
        this.rows = SemanticsTable.rows(spark, """
                mode STRING | speed DOUBLE
                car         | 0.0
                car         | 4.0
                bus         | 5.0
                -           | 10.0
                walk        | NaN
                car         | -
                """);
    }

    private static Map<String, Double> metrics(Dataset<Row> rows, String analyzer, QualityOptions options) {
        Evaluation evaluation = Quality.evaluate(rows, Ruleset.parse("Analyzers = [" + analyzer + "]"), options);
        assertThat(evaluation.refusedAnalyzers()).isEmpty();
        return evaluation.metrics();
    }

    private static Map<String, Double> metrics(Dataset<Row> rows, String analyzer) {
        return metrics(rows, analyzer, QualityOptions.DEFAULT);
    }

    @Test
    void textsAreCountedByTheirFrequency() {
        assertThat(metrics(rows, "Distribution \"mode\""))
                .containsExactly(
                        entry("Column.mode.Distribution[car]", 3.0),
                        entry("Column.mode.Distribution.Ratio[car]", 0.6),
                        entry("Column.mode.Distribution[bus]", 1.0),
                        entry("Column.mode.Distribution.Ratio[bus]", 0.2),
                        entry("Column.mode.Distribution[walk]", 1.0),
                        entry("Column.mode.Distribution.Ratio[walk]", 0.2),
                        entry("Column.mode.Distribution.Other", 0.0),
                        entry("Column.mode.Distribution.Ratio.Other", 0.0));
    }

    @Test
    void numbersAreCountedByRangesAndWhatIsNoNumberApart() {
        assertThat(metrics(rows, "Distribution \"speed\" with bins = 2"))
                .containsEntry("Column.speed.Distribution[0.0,5.0)", 2.0)
                .containsEntry("Column.speed.Distribution[5.0,10.0]", 2.0)
                .containsEntry("Column.speed.Distribution.Ratio[5.0,10.0]", 0.4)
                .containsEntry("Column.speed.Distribution.Other", 1.0)
                .hasSize(9);
    }

    @Test
    void aColumnOfOneNumberHasOneRange() {
        assertThat(metrics(rows.filter("speed = 4"), "Distribution \"speed\""))
                .containsEntry("Column.speed.Distribution[4.0,4.0]", 1.0)
                .containsEntry("Column.speed.Distribution.Bins", 1.0);
    }

    @Test
    void nothingHasNoDistribution() {
        assertThat(metrics(rows.limit(0), "Distribution AllColumns")).isEmpty();
    }

    @Test
    void moreThanTwentyValuesAreOthers() {
        Dataset<Row> many = spark.range(60).selectExpr("concat('v', least(id, 40)) as v");
        assertThat(metrics(many, "Distribution \"v\""))
                .containsEntry("Column.v.Distribution[v40]", 20.0)
                .containsEntry("Column.v.Distribution.Other", 21.0)
                .hasSize(2 * 21);
    }

    @Test
    void allColumnsAreCountedInOneMorePass() {
        Dataset<Row> stored = rows.cache();
        stored.count();
        assertThat(jobsStartedBy(spark, () -> assertThat(metrics(stored, "Distribution AllColumns with bins = 3"))
                        .containsKeys("Column.mode.Distribution.Other", "Column.speed.Distribution.Other")))
                .as("one for the least and the greatest number, and the counting, whose shuffles are jobs of their own")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void rangesStayThoseOfTheLastRunUntilTwoRunsHadTooMuchOutside() {
        String name = "Column.speed.Distribution";
        Map<String, List<Double>> earlier = Map.of(
                name + ".Bins", List.of(2.0),
                name + ".Least", List.of(0.0),
                name + ".Greatest", List.of(8.0));
        MetricHistory once = (metric, runs) -> earlier.getOrDefault(metric, List.of());
        MetricHistory calm =
                (metric, runs) -> metric.endsWith("Ratio.Other") ? List.of(0.3, 0.05) : once.last(metric, runs);
        MetricHistory full =
                (metric, runs) -> metric.endsWith("Ratio.Other") ? List.of(0.3, 0.2) : once.last(metric, runs);
        String analyzer = "Distribution \"speed\" with bins = 2";
        for (MetricHistory history : List.of(once, calm)) {
            assertThat(metrics(rows, analyzer, QualityOptions.DEFAULT.history(history)))
                    .containsEntry(name + "[0.0,4.0)", 1.0)
                    .containsEntry(name + "[4.0,8.0]", 2.0)
                    .containsEntry(name + ".Other", 2.0);
        }
        assertThat(metrics(rows, analyzer, QualityOptions.DEFAULT.history(full)))
                .containsEntry(name + "[5.0,10.0]", 2.0);
        assertThat(metrics(rows, analyzer + ", rebin = false", QualityOptions.DEFAULT.history(full)))
                .containsEntry(name + "[4.0,8.0]", 2.0);
    }
}
