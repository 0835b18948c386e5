package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.stream.Collectors;

/** How a condition compares a value with its operands. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    /** Two operands, the limits; neither of them is between. */
    BETWEEN("between"),
    /** Two operands, the limits; both of them are not between. */
    NOT_BETWEEN("not between"),
    /** Any number of operands but none. */
    IN("in"),
    /** Any number of operands but none. */
    NOT_IN("not in"),
    /** One operand, a regular expression that the whole value must match. */
    MATCHES("matches"),
    /** One operand, a regular expression that the whole value must not match. */
    NOT_MATCHES("not matches");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** As it is written in DQDL. */
    public String text() {
        return text;
    }

    /** Whether it asks for a limit, and so for values that have an order. */
    public boolean isOrder() {
        return switch (this) {
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, NOT_BETWEEN -> true;
            case EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES -> false;
        };
    }

    /** Whether it takes a list. */
    public boolean isMembership() {
        return this == IN || this == NOT_IN;
    }

    /** The condition with these operands, as it is written in DQDL. */
    String with(List<?> operands) {
        return switch (this) {
            case BETWEEN, NOT_BETWEEN -> text + " " + operands.get(0) + " and " + operands.get(1);
            case IN, NOT_IN ->
                text + operands.stream().map(Object::toString).collect(Collectors.joining(",", " [", "]"));
            case EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, MATCHES, NOT_MATCHES ->
                text + " " + operands.get(0);
        };
    }

    /** The operands themselves, if there are as many as the operator takes. */
    <T> List<T> checked(List<T> operands) {
        boolean fits =
                switch (this) {
                    case BETWEEN, NOT_BETWEEN -> operands.size() == 2;
                    case IN, NOT_IN -> !operands.isEmpty();
                    case EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, MATCHES, NOT_MATCHES ->
                        operands.size() == 1;
                };
        if (!fits) {
            throw new IllegalArgumentException(text + " does not take " + operands.size() + " operands");
        }
        return List.copyOf(operands);
    }
}
