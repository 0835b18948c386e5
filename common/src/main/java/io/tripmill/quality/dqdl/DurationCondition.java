package io.tripmill.quality.dqdl;

import java.util.List;

/** A condition on an age. */
public record DurationCondition(Operator operator, List<TimeSpan> operands) implements Condition {
    public DurationCondition {
        operands = operator.checked(operands);
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.DURATION;
    }

    @Override
    public String toString() {
        return operator.with(operands);
    }
}
