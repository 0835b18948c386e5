package io.tripmill.quality.dqdl;

import java.util.List;

/** A condition on dates and times. {@link DateOperand.Null} stands in it only beside a date, in a list. */
public record DateCondition(Operator operator, List<DateOperand> operands) implements Condition {
    public DateCondition {
        operands = operator.checked(operands);
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.DATE;
    }

    @Override
    public String toString() {
        return operator.with(operands);
    }
}
