package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What each analyzer measures of some rows, of none, of rows without values, and where it does not fit. */
@SparkTest
class AnalyzerCasesTest {
    private static final Ruleset ANALYZERS = Ruleset.parse("""
            Analyzers = [
                RowCount, ColumnCount, ColumnLength "v", ColumnValues "n", ColumnCorrelation "n" "m", Completeness "v",
                Uniqueness "v", UniqueValueRatio "v", DistinctValuesCount "v", Mean "n", Sum "n", StandardDeviation "n",
                Entropy "v", CustomSql "select count(*) from primary where v is null", AllStatistics "n",
                Distribution "v"
            ]""");
    private static final String HEADER = "v STRING | n INT | m INT\n";
    private static final List<String> OF_ANY_ROWS = List.of(
            "Dataset.*.RowCount",
            "Dataset.*.ColumnCount",
            "Dataset.*.CustomSQL",
            "Column.v.DistinctValuesCount",
            "Column.n.DistinctValuesCount");

    private final SparkSession spark;

    AnalyzerCasesTest(SparkSession spark) {
        this.spark = spark;
    }

    private Map<String, Double> metrics(String rows) {
        Evaluation evaluation = Quality.evaluate(SemanticsTable.rows(spark, HEADER + rows), ANALYZERS);
        assertThat(evaluation.refusedAnalyzers()).isEmpty();
        return evaluation.metrics();
    }

    @Test
    void everyAnalyzerIsAmongThem() {
        assertThat(ANALYZERS.analyzers())
                .extracting(Analyzer::type)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RuleType.values())
                        .filter(RuleType::isAnalyzer)
                        .toList());
    }

    @Test
    void valuesAreMeasured() {
        assertThat(metrics("a | 1 | 1\nb | 3 | 3\nb | 2 | 2\n- | - | -"))
                .containsEntry("Dataset.*.RowCount", 4.0)
                .containsEntry("Dataset.*.ColumnCount", 3.0)
                .containsEntry("Dataset.*.CustomSQL", 1.0)
                .containsEntry("Column.v.MaximumLength", 1.0)
                .containsEntry("Column.n.Minimum", 1.0)
                .containsEntry("Multicolumn.n,m.ColumnCorrelation", 1.0)
                .containsEntry("Column.v.Completeness", 0.75)
                .containsEntry("Column.v.Uniqueness", 1.0 / 3)
                .containsEntry("Column.v.UniqueValueRatio", 0.5)
                .containsEntry("Column.v.DistinctValuesCount", 2.0)
                .containsEntry("Column.n.Mean", 2.0)
                .containsEntry("Column.n.Sum", 6.0)
                .containsEntry("Column.n.StandardDeviation", Math.sqrt(2.0 / 3))
                .containsEntry("Column.v.Distribution[b]", 2.0)
                .containsKeys("Column.v.Entropy", "Column.n.Entropy");
    }

    @Test
    void noRowsHaveNumbersOfThemselvesAlone() {
        assertThat(metrics("").keySet()).containsExactlyInAnyOrderElementsOf(OF_ANY_ROWS);
    }

    @Test
    void nullsHaveAShareAndTheLengthZeroBesides() {
        assertThat(metrics("- | - | -\n- | - | -"))
                .containsEntry("Column.v.Completeness", 0.0)
                .containsEntry("Column.v.MaximumLength", 0.0)
                .containsKeys(OF_ANY_ROWS.toArray(String[]::new))
                .hasSize(OF_ANY_ROWS.size() + 4);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsReason() {
        Dataset<Row> others = spark.range(1).toDF();
        Evaluation evaluation = Quality.evaluate(others, ANALYZERS);
        assertThat(evaluation.refusedAnalyzers().keySet())
                .containsExactlyInAnyOrderElementsOf(ANALYZERS.analyzers().stream()
                        .map(Analyzer::toString)
                        .filter(text -> !text.matches("RowCount|ColumnCount"))
                        .collect(Collectors.toSet()));
        assertThat(evaluation.refusedAnalyzers()).containsEntry("Distribution \"v\"", "there is no column v");
    }
}
