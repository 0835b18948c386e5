package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads arithmetic on numbers and on the metrics of earlier runs. */
final class NumberParser {
    private static final int DEEPEST = 50;
    private static final int MOST_OPERATIONS = 200;
    private static final String LAST = "last";

    private final Tokens tokens;
    private int depth;
    private int operations;

    NumberParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a number may begin here. */
    static boolean starts(Tokens tokens) {
        Token token = tokens.peek();
        return token.is("-")
                || token.is("(")
                || (token.isWord()
                        && (NumberText.number(token.text()).isPresent()
                                || tokens.peek(1).is("(")));
    }

    NumberOperand sum() {
        NumberOperand left = product();
        while (tokens.is("+") || tokens.is("-")) {
            NumberOperand.Sign sign = tokens.next().is("+") ? NumberOperand.Sign.PLUS : NumberOperand.Sign.MINUS;
            left = arithmetic(left, sign, product());
        }
        return left;
    }

    private NumberOperand product() {
        NumberOperand left = factor();
        while (tokens.is("*") || tokens.is("/")) {
            NumberOperand.Sign sign = tokens.next().is("*") ? NumberOperand.Sign.TIMES : NumberOperand.Sign.DIVIDED_BY;
            left = arithmetic(left, sign, factor());
        }
        return left;
    }

    /** A limit, since each operation is a level of the tree for all who walk it. */
    private NumberOperand arithmetic(NumberOperand left, NumberOperand.Sign sign, NumberOperand right) {
        if (++operations > MOST_OPERATIONS) {
            throw tokens.unexpected("at most " + MOST_OPERATIONS + " operations in a condition");
        }
        return new NumberOperand.Arithmetic(left, sign, right);
    }

    private NumberOperand factor() {
        Token start = tokens.peek();
        if (++depth > DEEPEST) {
            throw new Unexpected(
                    start.position(), "numbers are nested more than " + DEEPEST + " deep; expected fewer brackets");
        }
        NumberOperand factor = factor(start);
        depth--;
        return factor;
    }

    private NumberOperand factor(Token start) {
        if (tokens.accept("(")) {
            NumberOperand inner = sum();
            tokens.expect(")");
            return inner;
        }
        if (start.isWord() && tokens.peek(1).is("(")) {
            return start.is(LAST) ? last() : call();
        }
        boolean isNegative = tokens.accept("-");
        Token digits = tokens.peek();
        Optional<BigDecimal> number = digits.isWord() ? NumberText.number(digits.text()) : Optional.empty();
        BigDecimal value = number.orElseThrow(() -> tokens.unexpected("a number"));
        tokens.next();
        return new NumberOperand.Literal(isNegative ? value.negate() : value);
    }

    private NumberOperand last() {
        tokens.next();
        tokens.expect("(");
        if (tokens.accept(")")) {
            return new NumberOperand.Last(1);
        }
        Token count = tokens.peek();
        if (!count.isWord() || !count.text().matches("0*[1-9][0-9]{0,5}")) {
            throw tokens.unexpected("how many runs, a whole number from 1 on");
        }
        tokens.next();
        tokens.expect(")");
        return new NumberOperand.Last(Integer.parseInt(count.text()));
    }

    private NumberOperand call() {
        Token name = tokens.next();
        NumberOperand.Function function = Arrays.stream(NumberOperand.Function.values())
                .filter(known -> known.text().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> new Unexpected(
                        name.position(),
                        "unknown function " + name.shown() + "; expected one of last, " + functions()));
        tokens.expect("(");
        List<NumberOperand> arguments = new ArrayList<>();
        if (!tokens.is(")")) {
            do {
                arguments.add(sum());
            } while (tokens.accept(","));
        }
        tokens.expect(")");
        if (!function.takes(arguments.size())) {
            throw new Unexpected(
                    name.position(),
                    function.text() + " has " + arguments.size() + " arguments; expected " + function.arguments());
        }
        return new NumberOperand.Call(function, arguments);
    }

    private static String functions() {
        return Arrays.stream(NumberOperand.Function.values())
                .map(NumberOperand.Function::text)
                .collect(Collectors.joining(", "));
    }
}
