package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A constant that is declared before the rules, such as {@code states = ["NY", "CA"]}. Prints its declaration.
 *
 * @param values quoted texts and keywords; exactly one if the shape is {@link Shape#ONE}
 */
public record Variable(String name, Shape shape, List<StringOperand> values) {
    /** Whether a variable stands for one text or for a list, which may have one element. */
    public enum Shape {
        ONE,
        LIST
    }

    public Variable {
        values = List.copyOf(values);
        if (values.isEmpty() || (shape == Shape.ONE && values.size() != 1)) {
            throw new IllegalArgumentException("$" + name + " does not have " + values.size() + " values");
        }
    }

    @Override
    public String toString() {
        String text = values.stream().map(Object::toString).collect(Collectors.joining(","));
        return name + " = " + (shape == Shape.LIST ? "[" + text + "]" : text);
    }
}
