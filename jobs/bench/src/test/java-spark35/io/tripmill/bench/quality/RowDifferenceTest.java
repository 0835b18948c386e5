package io.tripmill.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tripmill.quality.Quality;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What every rule says of every row, beside Deequ's {@code processRows}: the same, or something else for a reason that is listed. */
@SparkTest
class RowDifferenceTest {
    private static final int ROWS = 24;

    private static final String RULES = """
            Rules = [
              IsComplete "s", IsComplete "n" where "k > 3", Completeness "n" > 0.5,
              IsUnique "k", IsUnique "n", Uniqueness "s" > 0.01, IsPrimaryKey "k", IsPrimaryKey "n" "s",
              UniqueValueRatio "n" > 0.01,
              ColumnValues "n" > 1, ColumnValues "n" = 2, ColumnValues "n" != 2, ColumnValues "n" between 0 and 5,
              ColumnValues "n" not between 0 and 5, ColumnValues "n" in [1, 2], ColumnValues "n" not in [1, 2],
              ColumnValues "x" >= 3.5, ColumnValues "n" > 1 where "k > 3", ColumnValues "n" > 1 with threshold > 0.2,
              ColumnValues "s" in ["v0", "v1"], ColumnValues "s" not in ["v0"], ColumnValues "s" = "v0",
              ColumnValues "s" != "v0", ColumnValues "s" = NULL, ColumnValues "s" != NULL, ColumnValues "s" = EMPTY,
              ColumnValues "s" != EMPTY, ColumnValues "s" != WHITESPACES_ONLY, ColumnValues "s" not in [EMPTY],
              ColumnValues "s" matches "v[0-9]", ColumnValues "s" matches "v1|w", ColumnValues "s" not matches "v0",
              ColumnLength "s" > 1, ColumnLength "s" <= 2, ColumnLength "s" = 2 where "k > 3",
              RowCount > 3, ColumnCount = 4, ColumnExists "n", Mean "x" > 0, Sum "n" > 1, StandardDeviation "x" > 0,
              Entropy "n" > 0, ColumnCorrelation "n" "x" > -2, DistinctValuesCount "n" > 1,
              CustomSql "select count(*) from primary where n > 1" > 3
            ]""";

    @Test
    void agreesOrDiffersForAListedReason(SparkSession spark) {
        // It casts texts to numbers, which ANSI forbids.
        SparkSession lenient = spark.newSession();
        lenient.conf().set("spark.sql.ansi.enabled", "false");
        Dataset<Row> rows = rows(lenient);
        rows.createOrReplaceTempView("primary");
        Ruleset ruleset = Ruleset.parse(RULES);
        Map<String, String> ours =
                verdicts(ruleset, Quality.evaluate(rows, ruleset).rowLevelOutcomes());
        Map<String, String> theirs = verdicts(
                ruleset,
                EvaluateDataQuality.processRows(rows, ruleset.toString()).apply("rowLevelOutcomes"));
        List<String> contradictions = new ArrayList<>();
        ours.forEach((rule, own) -> {
            String their = theirs.getOrDefault(rule, "");
            Optional<RowDifference> listed = RowDifference.of(rule);
            if (own.equals(their) && listed.isPresent()) {
                contradictions.add(rule + " shows no difference, but is listed: " + listed.get());
            } else if (!own.equals(their) && listed.isEmpty()) {
                contradictions.add(rule + "\n ours   " + own + "\n theirs " + their);
            }
        });
        assertThat(contradictions).isEmpty();
        assertThat(ours.keySet().stream().flatMap(rule -> RowDifference.of(rule).stream()))
                .as("differences that rules show")
                .contains(RowDifference.values());
    }

    /** By rule, a letter for each row: whether it passes, fails, or is skipped. */
    private static Map<String, String> verdicts(Ruleset ruleset, Dataset<Row> rowLevelOutcomes) {
        Map<String, StringBuilder> verdicts = new LinkedHashMap<>();
        List<String> names = ruleset.rules().stream()
                .map(Rule::toString)
                .map(PingRules::name)
                .toList();
        names.forEach(name -> verdicts.put(name, unjudged()));
        for (Row row : rowLevelOutcomes.collectAsList()) {
            int k = (int) row.getLong(row.fieldIndex("k"));
            for (String column : List.of("Pass", "Fail", "Skip")) {
                List<String> rules = row.getList(row.fieldIndex("DataQualityRules" + column));
                rules.forEach(rule -> verdicts.computeIfAbsent(PingRules.name(rule), name -> unjudged())
                        .setCharAt(k, column.charAt(0)));
            }
        }
        Map<String, String> texts = new TreeMap<>();
        verdicts.forEach((name, letters) -> texts.put(name, letters.toString()));
        return texts;
    }

    private static StringBuilder unjudged() {
        return new StringBuilder(".".repeat(ROWS));
    }

    /** Rows with repeated, missing, empty and blank values. */
    private static Dataset<Row> rows(SparkSession spark) {
        return spark.range(ROWS)
                .selectExpr(
                        "id AS k",
                        "cast(if(id % 7 = 3, null, id % 11 - 3) AS int) AS n",
                        "if(id % 5 = 1, null, (id * 37 % 101) / 4.0D) AS x",
                        "case when id % 6 = 5 then null when id % 6 = 4 then '' when id % 6 = 3 then '  '"
                                + " when id = 0 then 'v1x' else concat('v', id % 4) end AS s");
    }
}
