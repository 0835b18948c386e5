package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules that must all hold.
 *
 * @param rules at least two
 */
public record Conjunction(List<Rule> rules, Labels labels) implements Rule {
    public Conjunction {
        rules = List.copyOf(rules);
        if (rules.size() < 2) {
            throw new IllegalArgumentException("AND joins at least two rules");
        }
    }

    @Override
    public Position position() {
        return rules.get(0).position();
    }

    @Override
    public List<Leaf> leaves() {
        return rules.stream().flatMap(rule -> rule.leaves().stream()).toList();
    }

    @Override
    public String toString() {
        String joined = rules.stream().map(rule -> "(" + rule + ")").collect(Collectors.joining(" AND "));
        return labels.isEmpty() ? joined : "(" + joined + ") labels=" + labels;
    }
}
