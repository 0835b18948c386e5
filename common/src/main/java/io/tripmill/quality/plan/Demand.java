package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.NumberOperand.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A condition on numbers whose operands are computed. */
final class Demand {
    private final NumberCondition condition;
    private final List<Double> operands;

    /**
     * @param history the metric of the rule in so many earlier runs, the newest last
     * @throws Refusal if an operand has no value
     */
    Demand(NumberCondition condition, IntFunction<List<Double>> history) {
        this.condition = condition;
        OperandValue values = new OperandValue(history);
        this.operands = condition.operands().stream().map(values::of).toList();
    }

    boolean admits(double value) {
        double first = operands.get(0);
        return switch (condition.operator()) {
            case EQUAL -> value == first;
            case NOT_EQUAL -> value != first;
            case GREATER -> value > first;
            case GREATER_OR_EQUAL -> value >= first;
            case LESS -> value < first;
            case LESS_OR_EQUAL -> value <= first;
            case BETWEEN -> value > first && value < operands.get(1);
            case NOT_BETWEEN -> value <= first || value >= operands.get(1);
            case IN -> operands.contains(value);
            case NOT_IN -> !operands.contains(value);
            case MATCHES, NOT_MATCHES -> throw new Refusal("a number does not match a regular expression");
        };
    }

    /** The condition with its operands as numbers. */
    NumberCondition evaluated() {
        List<NumberOperand> numbers = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            NumberOperand written = condition.operands().get(i);
            numbers.add(written instanceof Literal ? written : new Literal(plain(operands.get(i))));
        }
        return new NumberCondition(condition.operator(), numbers);
    }

    @Override
    public String toString() {
        return evaluated().toString();
    }

    private static BigDecimal plain(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }
}
