package io.tripmill.quality;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static io.tripmill.testkit.SparkJobCount.jobsStartedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class QualityTest {
    private static final String SCAN_RULES = """
            IsComplete "id", Completeness "x" > 0.5, ColumnValues "n" between 0 and 9, ColumnLength "id" = 1,
            Mean "x" > 1, StandardDeviation "x" < 3, ColumnValues "id" matches "[a-z]",
            CustomSql "select count(*) from primary where n > 1" > 0, RowCount > 2""";
    private static final String KEY_RULES = """
            IsPrimaryKey "id" "n", IsUnique "n", DistinctValuesCount "id" > 1, Uniqueness "id" > 0.1""";

    private final SparkSession spark;
    private final Dataset<Row> rows;

    QualityTest(SparkSession spark) {
        this.spark = spark;
        this.rows = SemanticsTable.rows(spark, """
                        id STRING | n INT | x DOUBLE
                        a         | 1     | 1.0
                        b         | 2     | 2.0
                        b         | 2     | -
                        c         | 8     | 3.0
                        """).repartition(3).cache();
        rows.count();
    }

    private static Ruleset rules(String list) {
        return Ruleset.parse("Rules = [" + list + "]");
    }

    @Test
    void rulesOnTheSchemaStartNoJob() {
        Ruleset schema = rules("ColumnCount = 3, ColumnExists \"id\", ColumnNamesMatchPattern \"[a-z]+\"");
        assertThat(jobsStartedBy(
                        spark, () -> assertThat(Quality.evaluate(rows, schema).passed())
                                .isTrue()))
                .isZero();
    }

    @Test
    void scanRulesShareOnePass() {
        assertThat(jobsStartedBy(spark, () -> assertThat(
                                Quality.evaluate(rows, rules(SCAN_RULES)).passed())
                        .isTrue()))
                .isEqualTo(1);
    }

    @Test
    void scanAndKeyRulesTakeThatPassAndALookAtRepeatedKeys() {
        assertThat(jobsStartedBy(spark, () -> Quality.evaluate(rows, rules(SCAN_RULES + ", " + KEY_RULES))))
                .isEqualTo(2);
    }

    @Test
    void keysWithoutRepetitionTakeOnePass() {
        assertThat(jobsStartedBy(spark, () -> Quality.evaluate(rows.filter("x > 0"), rules("IsUnique \"id\""))))
                .isEqualTo(1);
    }

    @Test
    void equalFiguresAreMeasuredOnce() {
        Ruleset twice = rules("IsComplete \"x\", Completeness \"x\" > 0.7, Completeness \"x\" < 0.8, IsComplete \"x\"");
        Evaluation evaluation = Quality.evaluate(rows, twice);
        assertThat(evaluation.outcomes()).extracting(RuleOutcome::passed).containsExactly(false, true, true, false);
        assertThat(evaluation.metrics()).containsExactly(entry("Column.x.Completeness", 0.75));
    }

    @Test
    void inspectedRowsAreMeasuredByTheJobThatReadsThem() {
        Inspection inspection = Quality.inspect(rows, rules(SCAN_RULES + ", IsUnique \"id\""), QualityOptions.DEFAULT);
        assertThat(jobsStartedBy(spark, () -> inspection
                        .passedRows()
                        .write()
                        .format("noop")
                        .mode("overwrite")
                        .save()))
                .isEqualTo(1);
        List<RuleOutcome> outcomes = new ArrayList<>();
        assertThat(jobsStartedBy(
                        spark, () -> outcomes.addAll(inspection.evaluation().outcomes())))
                .isZero();
        Evaluation apart = Quality.evaluate(rows, rules(SCAN_RULES));
        assertThat(outcomes.subList(0, apart.outcomes().size())).isEqualTo(apart.outcomes());
        assertThat(outcomes.get(outcomes.size() - 1).failureReason()).hasValue("keys are not counted on the way");
        assertThat(inspection.undecidedByRows())
                .containsEntry("IsUnique \"id\"", "IsUnique looks at more than one row")
                .containsEntry("RowCount > 2", "RowCount looks at more than one row");
    }

    @Test
    void rowsAreCountedOnceHoweverTheyAreRead() {
        List<UnaryOperator<Dataset<Row>>> readers = List.of(
                passing -> passing.coalesce(1),
                passing -> passing.orderBy("n"),
                passing -> passing.repartition(2).groupBy("id").count());
        for (UnaryOperator<Dataset<Row>> reader : readers) {
            Inspection inspection = Quality.inspect(rows, rules(SCAN_RULES), QualityOptions.DEFAULT);
            reader.apply(inspection.rows())
                    .write()
                    .format("noop")
                    .mode("overwrite")
                    .save();
            assertThat(inspection.evaluation().metrics())
                    .isEqualTo(Quality.evaluate(rows, rules(SCAN_RULES)).metrics());
        }
    }

    @Test
    void noRowsPassAsNoRowsAreEvaluated() {
        Dataset<Row> none = rows.filter("n > 100");
        Inspection inspection = Quality.inspect(none, rules(SCAN_RULES), QualityOptions.DEFAULT);
        inspection.rows().write().format("noop").mode("overwrite").save();
        assertThat(inspection.evaluation().outcomes())
                .isEqualTo(Quality.evaluate(none, rules(SCAN_RULES)).outcomes());
    }

    @Test
    void outcomesHaveTheColumnsOfGlueInTheOrderOfTheRuleset() {
        Ruleset ruleset = rules("RowCount > 9 labels=[\"team\"=\"ops\"], IsComplete \"id\", RowCount > 9");
        Dataset<Row> outcomes = Quality.evaluate(rows, ruleset).ruleOutcomes();
        assertThatRows(outcomes)
                .hasColumns("Rule", "Outcome", "FailureReason", "EvaluatedMetrics", "EvaluatedRule", "Labels");
        List<Row> table = outcomes.collectAsList();
        assertThat(table)
                .extracting(row -> row.getString(0))
                .containsExactly("RowCount > 9 labels=[\"team\"=\"ops\"]", "IsComplete \"id\"", "RowCount > 9");
        assertThat(table).extracting(row -> row.getString(1)).containsExactly("Failed", "Passed", "Failed");
        assertThat(table.get(0).getString(2)).isEqualTo("Dataset.*.RowCount is 4.0, which is not > 9");
        assertThat(table.get(1).isNullAt(2)).isTrue();
        assertThat(table.get(0).getJavaMap(3)).isEqualTo(Map.of("Dataset.*.RowCount", 4.0));
        assertThat(table.get(0).getJavaMap(5)).isEqualTo(Map.of("team", "ops"));
    }

    @Test
    void rowsAreLabelledAndSplit() {
        Evaluation evaluation = Quality.evaluate(
                rows, rules("IsComplete \"x\", IsUnique \"id\", RowCount > 9, ColumnValues \"n\" < 5"));
        assertThatRows(evaluation.rowLevelOutcomes()).hasRows("""
                id | n | x   | DataQualityRulesPass                                          | DataQualityRulesFail               | DataQualityRulesSkip | DataQualityEvaluationResult
                a  | 1 | 1.0 | ["IsComplete \\"x\\"", "IsUnique \\"id\\"", "ColumnValues \\"n\\" < 5"] | []                                 | ["RowCount > 9"]     | Passed
                b  | 2 | 2.0 | ["IsComplete \\"x\\"", "ColumnValues \\"n\\" < 5"]                  | ["IsUnique \\"id\\""]                | ["RowCount > 9"]     | Failed
                b  | 2 | -   | ["ColumnValues \\"n\\" < 5"]                                      | ["IsComplete \\"x\\"", "IsUnique \\"id\\""] | ["RowCount > 9"] | Failed
                c  | 8 | 3.0 | ["IsComplete \\"x\\"", "IsUnique \\"id\\""]                         | ["ColumnValues \\"n\\" < 5"]         | ["RowCount > 9"]     | Failed
                """);
        assertThatRows(evaluation.passedRows()).hasColumns("id", "n", "x").hasRows("""
                id | n | x
                a  | 1 | 1.0
                """);
        assertThatRows(evaluation.quarantinedRows())
                .hasColumns("id", "n", "x", "DataQualityRulesFail")
                .hasRows("""
                id | n | x   | DataQualityRulesFail
                b  | 2 | 2.0 | ["IsUnique \\"id\\""]
                b  | 2 | -   | ["IsComplete \\"x\\"", "IsUnique \\"id\\""]
                c  | 8 | 3.0 | ["ColumnValues \\"n\\" < 5"]
                """);
    }

    @Test
    void rowsThatWhereLeavesOutMayBeSkipped() {
        Ruleset ruleset = rules("IsComplete \"x\" where \"n < 5\"");
        Evaluation evaluation =
                Quality.evaluate(rows, ruleset, QualityOptions.DEFAULT.filteredRows(FilteredRows.SKIPPED));
        assertThatRows(evaluation.rowLevelOutcomes().filter("id = 'c'")).hasRows("""
                id | DataQualityRulesPass | DataQualityRulesFail | DataQualityRulesSkip                    | DataQualityEvaluationResult
                c  | []                   | []                   | ["IsComplete \\"x\\" where \\"n < 5\\""]      | Passed
                """);
    }

    @Test
    void moreRulesThanALongHasBitsAreToldApart() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            many.add("ColumnValues \"n\" != " + (i == 66 ? 8 : 100 + i));
        }
        Evaluation evaluation = Quality.evaluate(rows, rules(String.join(", ", many)));
        assertThatRows(evaluation.quarantinedRows()).hasRows("""
                id | DataQualityRulesFail
                c  | ["ColumnValues \\"n\\" != 8"]
                """);
    }

    @Test
    void compositesOfRowsMustHoldInEveryRow() {
        String either = "(IsComplete \"x\") or (ColumnValues \"n\" = 2)";
        assertThat(Quality.evaluate(rows, rules(either)).passed()).isFalse();
        QualityOptions byRows = QualityOptions.DEFAULT.compositeMethod(CompositeMethod.ROW);
        assertThat(Quality.evaluate(rows, rules(either), byRows).passed()).isTrue();
        assertThat(Quality.evaluate(rows, rules("(IsUnique \"id\") or (ColumnValues \"n\" = 2)"), byRows)
                        .passed())
                .isTrue();
        assertThat(Quality.evaluate(rows, rules("(IsUnique \"id\") and (IsComplete \"n\")"), byRows)
                        .outcomes()
                        .get(0)
                        .failureReason())
                .hasValue("2 rows do not hold");
        assertThat(Quality.evaluate(rows, rules("(Completeness \"x\" > 0.5) and (IsComplete \"n\")"), byRows)
                        .passed())
                .as("a share of rows is evaluated over the dataset")
                .isTrue();
    }

    @Test
    void earlierRunsGiveOperands() {
        MetricHistory history = (metric, runs) -> switch (metric) {
            case "Dataset.*.RowCount" -> List.of(2.0, 3.0, 4.0).subList(3 - Math.min(runs, 3), 3);
            case "Dataset.*.RowCount where n > 1" -> List.of(50.0);
            default -> List.of();
        };
        Evaluation evaluation = Quality.evaluate(
                rows,
                rules(
                        "RowCount >= last(), RowCount > avg(last(3)) * 2, RowCount < last() where \"n > 1\","
                                + " RowCount between min(last(2)) and max(last(2)) + std(last(3)), DetectAnomalies \"RowCount\""),
                QualityOptions.DEFAULT.history(history));
        assertThat(evaluation.outcomes())
                .extracting(RuleOutcome::passed)
                .containsExactly(true, false, true, true, true);
        assertThat(evaluation.outcomes().get(1).evaluatedRule()).isEqualTo("RowCount > 6");
        assertThat(evaluation.metrics()).containsEntry("Dataset.*.RowCount where n > 1", 3.0);
    }

    @Test
    void aMetricFarFromEarlierRunsIsAnAnomaly() {
        MetricHistory history = (metric, runs) -> List.of(100.0, 101.0, 99.0, 100.0);
        RuleOutcome outcome = Quality.evaluate(
                        rows, rules("DetectAnomalies \"RowCount\""), QualityOptions.DEFAULT.history(history))
                .outcomes()
                .get(0);
        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.evaluatedMetrics()).containsExactly(entry("Dataset.*.RowCount", 4.0));
    }

    @Test
    void analyzersMeasureWithoutADemand() {
        Ruleset ruleset = Ruleset.parse("""
                Analyzers = [ RowCount, AllStatistics "x", ColumnLength "id", AllStatistics "nope" ]""");
        Evaluation evaluation = Quality.evaluate(rows, ruleset);
        assertThat(evaluation.outcomes()).isEmpty();
        assertThat(evaluation.metrics())
                .containsEntry("Dataset.*.RowCount", 4.0)
                .containsEntry("Column.x.Maximum", 3.0)
                .containsEntry("Column.x.Mean", 2.0)
                .containsEntry("Column.x.Uniqueness", 1.0)
                .containsEntry("Column.id.MaximumLength", 1.0);
        assertThat(evaluation.refusedAnalyzers())
                .containsExactly(entry("AllStatistics \"nope\"", "there is no column nope"));
    }

    @Test
    void sqlThatFailsAsItRunsFailsItsRuleAlone() {
        Ruleset ruleset = rules("IsComplete \"id\", IsComplete \"id\" where \"cast(id as int) > 0\","
                + " CustomSql \"select max(1 / (n - n)) from primary\" > 0, RowCount = 4");
        Evaluation evaluation = Quality.evaluate(rows, ruleset);
        assertThat(evaluation.outcomes()).extracting(RuleOutcome::passed).containsExactly(true, false, false, true);
        assertThat(evaluation.outcomes().get(1).failureReason().orElseThrow()).contains("CAST_INVALID_INPUT");
        assertThat(evaluation.outcomes().get(2).failureReason().orElseThrow()).contains("DIVIDE_BY_ZERO");
        assertThat(evaluation.rowLevelOutcomes().count()).isEqualTo(4);
    }

    @Test
    void nowIsAskedOfTheCaller() {
        assertThat(Quality.evaluate(rows.selectExpr("current_timestamp() as t"), rules("DataFreshness \"t\" < 1 days"))
                        .outcomes()
                        .get(0)
                        .failureReason()
                        .orElseThrow())
                .contains("give the evaluation an as-of");
    }

    @Test
    void manyRepeatedKeysAreGrouped() {
        Dataset<Row> pairs =
                spark.range(0, 240_000, 1, 3).selectExpr("id div 2 as k", "id", "cast(id % 5 as string) as s");
        Ruleset ruleset = rules("IsUnique \"k\", IsUnique \"id\", DistinctValuesCount \"s\" = 5, Entropy \"s\" > 1");
        Evaluation evaluation = Quality.evaluate(pairs, ruleset);
        assertThat(evaluation.outcomes()).extracting(RuleOutcome::passed).containsExactly(false, true, true, true);
        assertThat(evaluation.metrics().get("Column.k.Uniqueness")).isZero();
        assertThat(evaluation.metrics().get("Column.s.Entropy")).isCloseTo(Math.log(5), within(1e-9));
    }
}
