package io.tripmill.quality.dqdl;

import java.util.List;

/**
 * A condition on texts: =, !=, in, not in, matches or not matches. A condition whose operands are keywords alone, such as
 * {@code = NULL}, is one of texts too, whatever the type of the column.
 *
 * @param operands as they are written; {@link #values()} has the meaning of variables
 */
public record StringCondition(Operator operator, List<StringOperand> operands) implements Condition {
    public StringCondition {
        operands = operator.checked(operands);
        if (operator.isOrder()) {
            throw new IllegalArgumentException("texts have no order in DQDL: " + operator.text());
        }
    }

    /** The operands with every variable replaced by its values: nothing but quoted texts and keywords. */
    public List<StringOperand> values() {
        return operands.stream().flatMap(operand -> operand.meanings().stream()).toList();
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.STRING;
    }

    @Override
    public String toString() {
        boolean isListOfAVariable = operator.isMembership()
                && operands.size() == 1
                && operands.get(0) instanceof StringOperand.Reference reference
                && reference.variable().shape() == Variable.Shape.LIST;
        return isListOfAVariable ? operator.text() + " " + operands.get(0) : operator.with(operands);
    }
}
