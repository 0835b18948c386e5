package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.quality.FilteredRows;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * What a rule says about each row. Neither column is ever NULL, and no row both fails and is skipped.
 *
 * @param fails whether the row breaks the rule
 * @param skipped whether the rule says nothing about the row
 * @param needs what has to be known for that
 */
public record RowVerdict(Column fails, Column skipped, Needs needs) {
    /** What decides a rule for a row. Later ones include the earlier. */
    public enum Needs {
        /** The row alone. */
        THE_ROW,
        /** A query or another dataset. */
        OTHER_DATA,
        /** All rows of the dataset. */
        ALL_ROWS;

        static Needs of(List<RowVerdict> verdicts) {
            return verdicts.stream()
                    .map(RowVerdict::needs)
                    .max(Needs::compareTo)
                    .orElse(THE_ROW);
        }
    }

    /** The same of a rule for which more has to be known. */
    RowVerdict needing(Needs more) {
        return new RowVerdict(fails, skipped, more);
    }

    /** Of a rule that looks at the counted rows only. */
    static RowVerdict of(Column fails, Column counted, FilteredRows filteredRows) {
        boolean neverSkips = filteredRows == FilteredRows.PASSED || counted.equals(lit(true));
        return new RowVerdict(fails, neverSkips ? lit(false) : not(counted), Needs.THE_ROW);
    }

    /** Fails where one fails; else is skipped where one is skipped. */
    static RowVerdict all(List<RowVerdict> verdicts) {
        Column anyFails =
                verdicts.stream().map(RowVerdict::fails).reduce(Column::or).orElseThrow();
        Column anySkipped =
                verdicts.stream().map(RowVerdict::skipped).reduce(Column::or).orElseThrow();
        return new RowVerdict(anyFails, not(anyFails).and(anySkipped), Needs.of(verdicts));
    }

    /** Passes where one passes; else is skipped where one is skipped. */
    static RowVerdict any(List<RowVerdict> verdicts) {
        Column anyPasses = verdicts.stream()
                .map(verdict -> not(verdict.fails.or(verdict.skipped)))
                .reduce(Column::or)
                .orElseThrow();
        Column anySkipped =
                verdicts.stream().map(RowVerdict::skipped).reduce(Column::or).orElseThrow();
        return new RowVerdict(not(anyPasses.or(anySkipped)), not(anyPasses).and(anySkipped), Needs.of(verdicts));
    }
}
