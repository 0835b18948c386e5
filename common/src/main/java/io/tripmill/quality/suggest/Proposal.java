package io.tripmill.quality.suggest;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.Labels;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.Parameter;
import io.tripmill.quality.dqdl.Position;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import java.util.List;
import java.util.Optional;

/**
 * A rule that the rows at hand should hold to.
 *
 * @param seen what was seen of the rows that makes it likely; a sentence without its full stop
 */
record Proposal(Rule rule, String seen) {

    /** A rule on columns that demands nothing but what its type says. */
    static Proposal of(RuleType type, List<String> columns, String seen) {
        return new Proposal(rule(type, columns, Optional.empty(), Optional.empty()), seen);
    }

    /** A rule on the values of a column, of the rows that a condition in SQL selects. */
    static Proposal of(RuleType type, String column, Condition condition, Optional<String> where, String seen) {
        return new Proposal(rule(type, List.of(column), Optional.of(condition), where), seen);
    }

    /** A rule on the dataset. */
    static Proposal of(RuleType type, Condition condition, String seen) {
        return new Proposal(rule(type, List.of(), Optional.of(condition), Optional.empty()), seen);
    }

    private static Leaf rule(
            RuleType type, List<String> columns, Optional<Condition> condition, Optional<String> where) {
        return new Leaf(
                type,
                columns.stream().map(Parameter::quoted).toList(),
                condition,
                where,
                Optional.empty(),
                List.of(),
                Labels.NONE,
                new Position(1, 1));
    }

    /** Whether the text of the rule means the rule: a text such as 12:30 would be read as a time. */
    boolean isSayable() {
        List<Rule> alone = List.of(rule);
        try {
            return Ruleset.parse(Ruleset.of(alone).toString()).rules().equals(alone);
        } catch (io.tripmill.quality.dqdl.InvalidRuleset unreadable) {
            return false;
        }
    }
}
