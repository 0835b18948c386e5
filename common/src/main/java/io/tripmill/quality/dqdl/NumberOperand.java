package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A number in a condition: a literal, or what is computed from earlier runs. Prints itself as it is written in DQDL. */
public sealed interface NumberOperand {
    /** A number as it is written, with all its digits. */
    record Literal(BigDecimal value) implements NumberOperand {
        @Override
        public String toString() {
            return value.toPlainString();
        }
    }

    /** No value; in a list of numbers only. */
    record Null() implements NumberOperand {
        @Override
        public String toString() {
            return "NULL";
        }
    }

    /** {@code last(k)}: the metric of the rule in the last {@code runs} runs before this one, the newest last. */
    record Last(int runs) implements NumberOperand {
        @Override
        public String toString() {
            return "last(" + runs + ")";
        }
    }

    /** A function of numbers; {@link Last} stands for as many numbers as there were runs. */
    record Call(Function function, List<NumberOperand> arguments) implements NumberOperand {
        public Call {
            arguments = List.copyOf(arguments);
            if (!function.takes(arguments.size())) {
                throw new IllegalArgumentException(
                        function.text() + " does not take " + arguments.size() + " arguments");
            }
        }

        @Override
        public String toString() {
            return function.text()
                    + arguments.stream().map(Object::toString).collect(Collectors.joining(",", "(", ")"));
        }
    }

    /** Two numbers and what is between them. Times and divided by bind tighter than plus and minus. */
    record Arithmetic(NumberOperand left, Sign sign, NumberOperand right) implements NumberOperand {
        @Override
        public String toString() {
            boolean leftIsLooser = left instanceof Arithmetic other && other.sign.rank() < sign.rank();
            boolean rightIsNoTighter = right instanceof Arithmetic other && other.sign.rank() <= sign.rank();
            return bracketed(left, leftIsLooser) + " " + sign.text() + " " + bracketed(right, rightIsNoTighter);
        }

        private static String bracketed(NumberOperand operand, boolean needsBrackets) {
            return needsBrackets ? "(" + operand + ")" : operand.toString();
        }
    }

    /** What turns numbers into one. */
    enum Function {
        AVG,
        MEDIAN,
        MAX,
        MIN,
        SUM,
        STD,
        /** Of exactly one number. */
        ABS,
        /** {@code index(last(k), i)}: the i-th of the numbers. */
        INDEX;

        /** As it is written in DQDL. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How many arguments it takes, in words. */
        String arguments() {
            return switch (this) {
                case AVG, MEDIAN, MAX, MIN, SUM, STD -> "at least one";
                case ABS -> "one";
                case INDEX -> "two";
            };
        }

        boolean takes(int arguments) {
            return switch (this) {
                case AVG, MEDIAN, MAX, MIN, SUM, STD -> arguments >= 1;
                case ABS -> arguments == 1;
                case INDEX -> arguments == 2;
            };
        }
    }

    /** The four operations. */
    enum Sign {
        PLUS("+", 1),
        MINUS("-", 1),
        TIMES("*", 2),
        DIVIDED_BY("/", 2);

        private final String text;
        private final int rank;

        Sign(String text, int rank) {
            this.text = text;
            this.rank = rank;
        }

        /** As it is written in DQDL. */
        public String text() {
            return text;
        }

        /** The higher, the tighter it binds. */
        int rank() {
            return rank;
        }
    }
}
