package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.dqdl.Ruleset;
import org.junit.jupiter.api.Test;

class SingleRowRulesTest {
    @Test
    void aRuleOnTheValuesOfARowMayQuarantine() {
        assertThat(objections("""
                IsComplete "a" where "b > 1",
                ColumnValues "a" in [1, 2, NULL],
                ColumnValues "t" > "2026-01-01",
                ColumnLength "a" = 3,
                ColumnDataType "a" = "Integer",
                (IsComplete "a") and ((ColumnLength "a" > 1) or (IsComplete "b"))
                """)).isEmpty();
    }

    @Test
    void aRuleThatOtherRowsOrTheTimeDecideMayNot() {
        assertThat(objections("IsUnique \"a\"")).isEqualTo("other rows may have the same key");
        assertThat(objections("IsPrimaryKey \"a\" \"b\"")).isEqualTo("other rows may have the same key");
        assertThat(objections("Completeness \"a\" > 0.9")).isEqualTo("a share of the rows decides");
        assertThat(objections("ColumnValues \"a\" > 1 with threshold > 0.9")).isEqualTo("a share of the rows decides");
        assertThat(objections("ColumnValues \"t\" > (now() - 3 days)")).isEqualTo("its answer changes with time");
        assertThat(objections("ColumnValues \"t\" in [\"10:00\", \"11:00\"]"))
                .isEqualTo("its answer changes with time");
        assertThat(objections("DataFreshness \"t\" < 3 days")).isEqualTo("its answer changes with time");
        assertThat(objections("CustomSql \"select a from primary\"")).isEqualTo("its query may read other rows");
        assertThat(objections("RowCount > 1")).isEqualTo("it is about all rows together");
        assertThat(objections("(IsComplete \"a\") or (RowCount > 1)")).isEqualTo("it is about all rows together");
    }

    private static String objections(String rules) {
        return Ruleset.parse("Rules = [" + rules + "]").rules().stream()
                .flatMap(rule -> SingleRowRules.objection(rule).stream())
                .collect(java.util.stream.Collectors.joining("; "));
    }
}
