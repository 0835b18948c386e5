package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.SemanticsTable.Line;
import io.tripmill.quality.SemanticsTable.Section;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of the table of decisions, as it is documented. */
@SparkTest
class SemanticsTest {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

    @TestFactory
    Stream<DynamicContainer> decisions(SparkSession spark) {
        return SemanticsTable.read().stream().map(section -> container(spark, section));
    }

    private static DynamicContainer container(SparkSession spark, Section section) {
        MetricHistory earlier =
                (metric, runs) -> metric.equals("Column.n.Mean") ? List.of(100.0, 101.0, 99.0, 100.0) : List.of();
        QualityOptions options = QualityOptions.DEFAULT.asOf(NOW).history(earlier);
        for (Map.Entry<String, String> other : section.others().entrySet()) {
            options = options.reference(other.getKey(), SemanticsTable.rows(spark, other.getValue()));
        }
        Dataset<Row> rows = SemanticsTable.rows(spark, section.data());
        List<Rule> rules = new ArrayList<>();
        for (Line line : section.lines()) {
            rules.addAll(Ruleset.parse("Rules = [" + line.rule() + "]").rules());
        }
        Evaluation evaluation = Quality.evaluate(rows, Ruleset.of(rules), options);
        Map<Integer, Row> labels = new TreeMap<>();
        evaluation.rowLevelOutcomes().collectAsList().forEach(row -> labels.put(row.getInt(0), row));
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Line line = section.lines().get(i);
            RuleOutcome outcome = evaluation.outcomes().get(i);
            String text = rules.get(i).toString();
            tests.add(DynamicTest.dynamicTest(line.decision() + ": " + line.rule(), () -> {
                assertThat(outcome.rule()).isEqualTo(text);
                assertThat(outcome.outcome()).as(outcome.toString()).isEqualTo(line.outcome());
                assertThat(breaks(labels, text, line)).isEqualTo(line.breaks());
            }));
        }
        return DynamicContainer.dynamicContainer(section.title(), tests);
    }

    /** The rows that break the rule, as the table has them. */
    private static String breaks(Map<Integer, Row> labels, String rule, Line line) {
        if (labels.isEmpty()) {
            return line.breaks();
        }
        if (labels.values().stream()
                .allMatch(row -> names(row, "DataQualityRulesSkip").contains(rule))) {
            return "silent";
        }
        List<String> broken = labels.entrySet().stream()
                .filter(entry -> names(entry.getValue(), "DataQualityRulesFail").contains(rule))
                .map(entry -> entry.getKey().toString())
                .toList();
        assertThat(labels.values())
                .allSatisfy(row -> assertThat(names(row, "DataQualityRulesPass").contains(rule))
                        .isNotEqualTo(names(row, "DataQualityRulesFail").contains(rule)));
        return broken.isEmpty() ? "-" : String.join(" ", broken);
    }

    private static List<String> names(Row row, String column) {
        return row.getList(row.fieldIndex(column));
    }

    @Test
    void theTableIsRead() {
        assertThat(SemanticsTable.read()).extracting(Section::title).contains("Texts", "No rows");
        assertThat(SemanticsTable.read())
                .allSatisfy(section -> assertThat(section.lines()).isNotEmpty());
    }
}
