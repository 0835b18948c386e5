package io.tripmill.quality.dqdl;

import java.util.List;

/** A condition on numbers. {@link NumberOperand.Null} stands in it only beside a number, in a list. */
public record NumberCondition(Operator operator, List<NumberOperand> operands) implements Condition {
    public NumberCondition {
        operands = operator.checked(operands);
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.NUMBER;
    }

    @Override
    public String toString() {
        return operator.with(operands);
    }
}
