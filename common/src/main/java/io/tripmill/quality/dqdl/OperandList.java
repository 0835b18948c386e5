package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operands of one condition, and the kind that fits them all. */
record OperandList(List<Operand> operands) {

    /** The condition of the one allowed kind that every operand can be. NULL alone is a text: the type of the column does not matter. */
    Condition condition(Operator operator, Set<ConditionKind> allowed) {
        if (operator.isOrder()) {
            refuseWhatHasNoOrder(allowed);
        }
        boolean isNullAlone = operands.stream().allMatch(Operand::isNull);
        Stream<ConditionKind> kinds = isNullAlone
                ? Stream.of(ConditionKind.STRING)
                : Stream.of(
                        ConditionKind.DATE,
                        ConditionKind.NUMBER,
                        ConditionKind.STRING,
                        ConditionKind.DURATION,
                        ConditionKind.SIZE);
        ConditionKind kind = kinds.filter(allowed::contains)
                .filter(one -> operands.stream().allMatch(operand -> operand.isA(one)))
                .findFirst()
                .orElseThrow(() -> misfit(allowed));
        return switch (kind) {
            case NUMBER -> new NumberCondition(operator, readAs(Operand::number));
            case STRING -> new StringCondition(operator, readAs(Operand::string));
            case DATE -> new DateCondition(operator, readAs(Operand::date));
            case DURATION -> new DurationCondition(operator, readAs(Operand::duration));
            case SIZE -> new SizeCondition(operator, readAs(Operand::size));
        };
    }

    private void refuseWhatHasNoOrder(Set<ConditionKind> allowed) {
        Optional<Operand> culprit =
                operands.stream().filter(operand -> !operand.hasOrder()).findFirst();
        if (culprit.isPresent()) {
            Token found = culprit.get().start();
            List<ConditionKind> ordered = allowed.stream()
                    .filter(kind -> kind != ConditionKind.STRING)
                    .toList();
            throw new Unexpected(
                    found.position(), found.shown() + " has no order; expected " + ConditionKind.anyOf(ordered));
        }
    }

    private Unexpected misfit(Set<ConditionKind> allowed) {
        Operand culprit = operands.stream()
                .filter(operand -> operand.isNull() || allowed.stream().noneMatch(operand::isA))
                .findFirst()
                .orElse(operands.get(operands.size() - 1));
        return new Unexpected(
                culprit.start().position(),
                "expected " + (operands.size() == 1 ? "" : "all operands to be ") + ConditionKind.anyOf(allowed)
                        + ", but found " + culprit.start().shown());
    }

    private <T> List<T> readAs(Function<Operand, Optional<T>> kind) {
        return operands.stream()
                .map(operand -> kind.apply(operand).orElseThrow())
                .toList();
    }
}
