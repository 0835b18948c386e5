package io.tripmill.quality;

import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.measure.Failures;
import io.tripmill.quality.plan.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Evaluates a ruleset whose SQL may fail as it runs: then the rules at fault fail, and the others are evaluated again. */
record Trial(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
    private static final Ruleset READABLE = Ruleset.parse("Rules = [ RowCount >= 0 ]");

    Evaluation evaluation() {
        try {
            return new PlannedRuleset(rows, ruleset, options).evaluate();
        } catch (Exception failure) {
            Map<Integer, Refusal> atFault = failure instanceof SparkThrowable ? rulesAtFault() : Map.of();
            if (atFault.isEmpty()) {
                throw failure;
            }
            return new PlannedRuleset(rows, ruleset, options, atFault).evaluate();
        }
    }

    /** The rules with SQL of the user that fail alone, though the rows can be read. */
    private Map<Integer, Refusal> rulesAtFault() {
        new PlannedRuleset(rows, READABLE, options).evaluate();
        Map<Integer, Refusal> atFault = new TreeMap<>();
        for (int i = 0; i < ruleset.rules().size(); i++) {
            Rule rule = ruleset.rules().get(i);
            if (hasSql(rule)) {
                try {
                    new PlannedRuleset(rows, Ruleset.of(List.of(rule)), options).evaluate();
                } catch (Exception failure) {
                    atFault.put(i, Failures.refusal(failure));
                }
            }
        }
        return atFault;
    }

    private static boolean hasSql(Rule rule) {
        return rule.leaves().stream().anyMatch(leaf -> leaf.where().isPresent() || leaf.type() == RuleType.CUSTOM_SQL);
    }
}
