package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules judge a row by itself, and what they make of rows. */
@SparkTest
class SingleRowRulesTest {
    private final Dataset<Row> rows;

    SingleRowRulesTest(SparkSession spark) {
        this.rows = SemanticsTable.rows(spark, """
                        id STRING | n INT | t TIMESTAMP
                        a         | 1     | 2026-03-01 00:00:00
                        b         | 9     | 2026-03-01 00:00:00
                        -         | 8     | 2026-03-01 00:00:00
                        """);
    }

    private static Ruleset rules(String list) {
        return Ruleset.parse("Rules = [" + list + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "IsUnique \"id\"; IsUnique looks at more than one row",
                "RowCount > 1; RowCount looks at more than one row",
                "Completeness \"id\" > 0.5; Completeness looks at more than one row",
                "CustomSql \"select * from primary where n > 1\"; CustomSql looks at more than one row",
                "ReferentialIntegrity \"id\" \"other.id\" = 1.0; ReferentialIntegrity looks at more than one row",
                "ColumnValues \"n\" > 1 with threshold > 0.9; a threshold is a share of many rows",
                "ColumnValues \"n\" > last(3); last(k) depends on the runs before",
                "ColumnValues \"n\" > 2 * avg(last(3)); last(k) depends on the runs before",
                "ColumnValues \"t\" < now(); now() and times of the day of the run depend on when they are asked for",
                "ColumnValues \"t\" > (now() - 3 days); now() and times of the day of the run depend on when they are asked for",
                "DataFreshness \"t\" <= 3 days; the age of a row depends on when it is asked for",
                "IsComplete \"id\" where \"t < current_timestamp()\"; current_timestamp is not the same in every run",
                "IsComplete \"nothing\"; it does not fit the columns",
                "(IsComplete \"id\") and (IsUnique \"n\"); IsUnique looks at more than one row",
            })
    void aRuleThatNeedsMoreThanTheRowIsRefusedWithTheReason(String rule, String reason) {
        assertThat(SingleRowRules.objections(rows, rules(rule)))
                .singleElement()
                .asString()
                .endsWith(" is not decidable on one row: " + reason);
        assertThatThrownBy(() -> SingleRowRules.of(rows, rules(rule))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsPassOrAreBrokenWithTheNamesOfAllRulesThatTheyBreak() {
        Ruleset rules = rules(
                "IsComplete \"id\", (ColumnValues \"n\" < 5) or (ColumnValues \"id\" in [\"b\"]), ColumnLength \"id\" = 1 where \"n < 9\"");
        SingleRowRules judges = SingleRowRules.of(rows, rules);

        assertThat(judges.passed().select("n").collectAsList().stream()
                        .map(row -> row.getInt(0))
                        .toList())
                .containsExactlyInAnyOrder(1, 9);
        List<Row> broken = judges.broken().select(SingleRowRules.BROKEN_RULES).collectAsList();
        assertThat(broken).singleElement().satisfies(row -> assertThat(row.<String>getList(0))
                .isEqualTo(rules.rules().stream().map(Object::toString).toList()));
    }
}
