package io.tripmill.quality.dqdl;

import java.util.List;

/**
 * A rule, or several joined by and or or. Two rules are equal if they demand the same, wherever they stand. {@code toString()} is the text
 * of the rule in the form in which Glue shows it.
 */
public sealed interface Rule permits Leaf, Conjunction, Disjunction {
    /** The labels that stand at the rule itself; the defaults of the ruleset are not among them. */
    Labels labels();

    /** Where its first leaf stands in the text. */
    Position position();

    /** The rules without and and or, from left to right. */
    List<Leaf> leaves();
}
