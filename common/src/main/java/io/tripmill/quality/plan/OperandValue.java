package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.NumberOperand.Arithmetic;
import io.tripmill.quality.dqdl.NumberOperand.Call;
import io.tripmill.quality.dqdl.NumberOperand.Last;
import io.tripmill.quality.dqdl.NumberOperand.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Computes the operands of conditions. Without an earlier run {@code last(k)} is one 0. */
final class OperandValue {
    /** Of rules on single values, which earlier runs say nothing about. */
    static final IntFunction<List<Double>> NO_HISTORY = runs -> {
        throw new Refusal("a rule on single values takes no last(" + runs + ")");
    };

    private final IntFunction<List<Double>> history;

    OperandValue(IntFunction<List<Double>> history) {
        this.history = history;
    }

    double of(NumberOperand operand) {
        if (operand instanceof Literal literal) {
            return literal.value().doubleValue();
        }
        if (operand instanceof Last last) {
            List<Double> values = last(last);
            return values.get(values.size() - 1);
        }
        if (operand instanceof Arithmetic arithmetic) {
            double left = of(arithmetic.left());
            double right = of(arithmetic.right());
            double result =
                    switch (arithmetic.sign()) {
                        case PLUS -> left + right;
                        case MINUS -> left - right;
                        case TIMES -> left * right;
                        case DIVIDED_BY -> left / right;
                    };
            return finite(result, operand);
        }
        if (operand instanceof Call call) {
            return finite(call(call), operand);
        }
        throw new Refusal("NULL is no number to compare a metric with");
    }

    private static double finite(double value, NumberOperand operand) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Refusal(operand + " has no value");
        }
        return value;
    }

    private List<Double> last(Last last) {
        List<Double> values = history.apply(last.runs());
        return values.isEmpty() ? List.of(0.0) : values;
    }

    private Stream<Double> numbers(NumberOperand operand) {
        return operand instanceof Last last ? last(last).stream() : Stream.of(of(operand));
    }

    private double call(Call call) {
        double[] numbers = call.arguments().stream()
                .flatMap(this::numbers)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return switch (call.function()) {
            case AVG -> mean(numbers);
            case SUM -> sum(numbers);
            case MIN -> sorted(numbers)[0];
            case MAX -> sorted(numbers)[numbers.length - 1];
            case MEDIAN -> median(sorted(numbers));
            case STD -> deviation(numbers);
            case ABS -> Math.abs(of(call.arguments().get(0)));
            case INDEX -> index(call);
        };
    }

    private double index(Call call) {
        List<Double> numbers = numbers(call.arguments().get(0)).toList();
        int index = (int) of(call.arguments().get(1));
        if (index < 0 || index >= numbers.size()) {
            throw new Refusal(call + " asks for run " + index + " of " + numbers.size());
        }
        return numbers.get(index);
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    static double mean(double[] numbers) {
        return sum(numbers) / numbers.length;
    }

    /** Of the numbers themselves, not of a population that they are drawn from. */
    static double deviation(double[] numbers) {
        double mean = mean(numbers);
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Math.sqrt(squares / numbers.length);
    }

    private static double[] sorted(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
