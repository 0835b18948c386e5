package io.tripmill.quality.dqdl;

/** What a rule demands of a value: an operator and its operands. Prints itself as it is written in DQDL. */
public sealed interface Condition
        permits NumberCondition, StringCondition, DateCondition, DurationCondition, SizeCondition {
    Operator operator();

    ConditionKind kind();
}
