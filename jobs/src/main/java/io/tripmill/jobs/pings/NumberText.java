package io.tripmill.jobs.pings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A text that is a decimal number and nothing else: ASCII digits with an optional sign, point and exponent. Java's own parsers also
 * take {@code 1d}, {@code 0x1p3} and the digits of other scripts.
 *
 * @param digits as they stand in the record, without blanks around them
 */
record NumberText(String digits) {
    /** More digits are no measurement, and exact arithmetic on them takes long. */
    private static final int LONGEST = 1000;

    /** Digits of a long. */
    private static final int LONG_DIGITS = 19;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");

    /** The number that a text is; empty if it is none, or longer than any measurement. */
    static Optional<NumberText> of(String text) {
        String digits = text.strip();
        return isNumber(digits) ? Optional.of(new NumberText(digits)) : Optional.empty();
    }

    /** Whether a text stands for NaN or for an infinite number. */
    static boolean isNotFinite(String text) {
        String word = text.strip();
        boolean isSigned = word.startsWith("-") || word.startsWith("+");
        return word.length() <= "-infinity".length()
                && NOT_FINITE.contains((isSigned ? word.substring(1) : word).toLowerCase(Locale.ROOT));
    }

    private static boolean isNumber(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        int at = afterSign(text, 0);
        int afterWhole = afterDigits(text, at);
        int digits = afterWhole - at;
        at = afterWhole;
        if (at < length && text.charAt(at) == '.') {
            int afterFraction = afterDigits(text, at + 1);
            digits += afterFraction - at - 1;
            at = afterFraction;
        }
        if (digits > 0 && at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = afterSign(text, at + 1);
            at = afterDigits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return digits > 0 && at == length;
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The nearest double; infinite if there is none. */
    double toDouble() {
        return Double.parseDouble(digits);
    }

    /** The nearest float; infinite if there is none. */
    float toFloat() {
        return Float.parseFloat(digits);
    }

    /** The number as a long, if it is integral ({@code 55.0} is) and within its range. */
    OptionalLong toLong() {
        boolean isIntegral = isPlainDigits()
                || exact().filter(number -> number.signum() == 0
                                || number.stripTrailingZeros().scale() <= 0)
                        .isPresent();
        return isIntegral ? shifted(0, RoundingMode.UNNECESSARY) : OptionalLong.empty();
    }

    /**
     * The number times ten to the power of {@code places}, rounded, by exact arithmetic and without ever writing out a large
     * exponent; empty if it is outside the range of a long.
     */
    OptionalLong shifted(int places, RoundingMode rounding) {
        if (isPlainDigits()) {
            return product(Long.parseLong(digits), POWERS_OF_TEN[places]);
        }
        return exact().map(number -> shifted(number, places, rounding)).orElse(OptionalLong.empty());
    }

    private static OptionalLong shifted(BigDecimal number, int places, RoundingMode rounding) {
        if (number.signum() == 0) {
            return OptionalLong.of(0);
        }
        // Digits before the point of the product; zero or less if it is below one.
        long magnitude = (long) number.precision() - number.scale() + places;
        if (magnitude > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        if (magnitude < 0) {
            boolean isDown = rounding == RoundingMode.FLOOR && number.signum() < 0;
            return OptionalLong.of(isDown ? -1 : 0);
        }
        BigInteger rounded = number.movePointRight(places).setScale(0, rounding).toBigInteger();
        return rounded.bitLength() < Long.SIZE ? OptionalLong.of(rounded.longValueExact()) : OptionalLong.empty();
    }

    private static OptionalLong product(long a, long b) {
        long low = a * b;
        boolean fits = Math.multiplyHigh(a, b) == low >> (Long.SIZE - 1);
        return fits ? OptionalLong.of(low) : OptionalLong.empty();
    }

    /** Whether the digits are so few and plain that a long holds them. */
    private boolean isPlainDigits() {
        int from = afterSign(digits, 0);
        return digits.length() - from < LONG_DIGITS && afterDigits(digits, from) == digits.length();
    }

    /** Empty if the exponent is beyond any arithmetic. */
    private Optional<BigDecimal> exact() {
        try {
            return Optional.of(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
