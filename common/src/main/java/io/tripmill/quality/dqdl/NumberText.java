package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as words: digits, with a fraction and an exponent if need be. */
final class NumberText {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern CUT = Pattern.compile("[0-9]+(\\.[0-9]+)?[eE]");
    private static final int MOST_DIGITS = 400;

    private NumberText() {}

    /** The number that the word is, with the digits that are written. */
    static Optional<BigDecimal> number(String word) {
        // What is read must be printed in a form that is read again, so an exponent may not stand for more digits
        // either.
        return word.length() <= MOST_DIGITS && NUMBER.matcher(word).matches()
                ? Optional.of(new BigDecimal(word).toPlainString())
                        .filter(digits -> digits.length() <= MOST_DIGITS)
                        .map(BigDecimal::new)
                : Optional.empty();
    }

    /** Whether it begins as a number that has no exponent and can't be but a number. */
    static boolean isPlain(String word) {
        return number(word).isPresent() && word.indexOf('e') < 0 && word.indexOf('E') < 0;
    }

    /** Whether the word is the part of a number before the sign of its exponent. */
    static boolean isCutBeforeSign(String word) {
        return CUT.matcher(word).matches();
    }
}
