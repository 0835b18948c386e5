package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.Evaluation;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.quality.SingleRowRules;
import io.tripmill.quality.dqdl.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What became of a ruleset over some rows.
 *
 * @param rules in the order of the ruleset
 * @param rows how many were looked at
 * @param quarantined how many of them break a rule that may quarantine
 */
record TriedRules(List<Tried> rules, long rows, long quarantined) {
    private static final String FAIL = "DataQualityRulesFail";
    private static final String SKIP = "DataQualityRulesSkip";

    /**
     * One rule.
     *
     * @param quarantines how many rows break it; empty if it may not quarantine, or could not be evaluated
     * @param objection why it may not quarantine; empty if it may
     */
    record Tried(RuleOutcome outcome, OptionalLong quarantines, Optional<String> objection) {
        /** Why it failed, and why it may not quarantine. */
        String note() {
            List<String> notes = new ArrayList<>();
            outcome.failureReason().ifPresent(notes::add);
            objection.ifPresent(reason -> notes.add("quarantines nothing: " + reason));
            return String.join("; ", notes);
        }
    }

    TriedRules {
        rules = List.copyOf(rules);
    }

    /** Counts the rows that break each rule, all in one more look at the rows. */
    static TriedRules of(List<Rule> rules, Evaluation evaluation) {
        List<String> texts = rules.stream().map(Rule::toString).toList();
        List<Column> counts = new ArrayList<>();
        for (String text : texts) {
            counts.add(rowsThat(array_contains(col(FAIL), text)));
            counts.add(rowsThat(array_contains(col(SKIP), text)));
        }
        Column[] mayQuarantine = rules.stream()
                .filter(rule -> SingleRowRules.objection(rule).isEmpty())
                .map(rule -> lit(rule.toString()))
                .toArray(Column[]::new);
        counts.add(rowsThat(arrays_overlap(col(FAIL), array(mayQuarantine).cast("array<string>"))));
        for (int i = 0; i < counts.size(); i++) {
            counts.set(i, counts.get(i).as("count_" + i));
        }
        Row counted = evaluation
                .rowLevelOutcomes()
                .agg(count(lit(1)), counts.toArray(Column[]::new))
                .head();
        long rows = counted.getLong(0);
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Optional<String> objection = SingleRowRules.objection(rules.get(i));
            long silent = counted.getLong(2 * i + 2);
            boolean isDecided = objection.isEmpty() && (rows == 0 || silent < rows);
            tried.add(new Tried(
                    evaluation.outcomes().get(i),
                    isDecided ? OptionalLong.of(counted.getLong(2 * i + 1)) : OptionalLong.empty(),
                    objection));
        }
        return new TriedRules(tried, rows, counted.getLong(2 * rules.size() + 1));
    }

    private static Column rowsThat(Column condition) {
        return count(when(condition, lit(1)));
    }

    long passed() {
        return rules.stream().filter(rule -> rule.outcome().passed()).count();
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%d of %d rules passed; %,d of %,d rows would be quarantined",
                passed(),
                rules.size(),
                quarantined,
                rows);
    }
}
