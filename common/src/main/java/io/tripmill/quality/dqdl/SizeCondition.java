package io.tripmill.quality.dqdl;

import java.util.List;

/** A condition on the length of a file. */
public record SizeCondition(Operator operator, List<Size> operands) implements Condition {
    public SizeCondition {
        operands = operator.checked(operands);
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.SIZE;
    }

    @Override
    public String toString() {
        return operator.with(operands);
    }
}
