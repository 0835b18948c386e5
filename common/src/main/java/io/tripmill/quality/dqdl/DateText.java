package io.tripmill.quality.dqdl;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates, times and now() in a text. */
final class DateText {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
    private static final Pattern TIME_OF_HALF = Pattern.compile("[0-9]{1,2}:[0-9]{2} [AP]M");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?");
    private static final DateTimeFormatter HALVES = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);

    private DateText() {}

    /** The date that a quoted text is; empty if it does not look like one. One that looks so but is none is noted. */
    static Optional<DateOperand> date(Token quoted, Problems problems) {
        try {
            return read(quoted.text());
        } catch (DateTimeException e) {
            problems.add(quoted.position(), "expected a date or time of the calendar, but found " + quoted.shown());
            // Any date will do to read on: the problem keeps the ruleset from being made.
            return Optional.of(new DateOperand.Now());
        }
    }

    private static Optional<DateOperand> read(String text) {
        if (DAY.matcher(text).matches()) {
            return Optional.of(new DateOperand.Day(LocalDate.parse(text)));
        }
        if (TIME.matcher(text).matches()) {
            return Optional.of(new DateOperand.TimeOfDay(LocalTime.parse(text), text));
        }
        if (TIME_OF_HALF.matcher(text).matches()) {
            return Optional.of(new DateOperand.TimeOfDay(LocalTime.parse(text, HALVES), text));
        }
        if (MOMENT.matcher(text).matches()) {
            return Optional.of(new DateOperand.Moment(LocalDateTime.parse(text.replace(' ', 'T')), text));
        }
        return Optional.empty();
    }

    /** Reads {@code now()} or {@code (now() - 3 days)}. */
    static DateOperand now(Tokens tokens) {
        if (!tokens.accept("(")) {
            call(tokens);
            return new DateOperand.Now();
        }
        call(tokens);
        if (!tokens.is("-") && !tokens.is("+")) {
            throw tokens.unexpected("'-' or '+' and a duration after now()");
        }
        DateOperand.Direction direction =
                tokens.next().is("-") ? DateOperand.Direction.BEFORE : DateOperand.Direction.AFTER;
        int amount = (int) wholeNumber(tokens, Integer.MAX_VALUE);
        TimeSpan.Unit unit =
                TimeSpan.Unit.named(tokens.peek()).orElseThrow(() -> tokens.unexpected("days, hours or minutes"));
        tokens.next();
        tokens.expect(")");
        return new DateOperand.FromNow(direction, new TimeSpan(amount, unit));
    }

    private static void call(Tokens tokens) {
        tokens.expect("now");
        tokens.expect("(");
        tokens.expect(")");
    }

    /** Reads a whole number that is neither negative nor greater than the limit. */
    static long wholeNumber(Tokens tokens, long limit) {
        Token digits = tokens.peek();
        boolean isWhole = digits.isWord() && digits.text().matches("[0-9]{1,30}");
        if (!isWhole || new BigInteger(digits.text()).compareTo(BigInteger.valueOf(limit)) > 0) {
            throw tokens.unexpected("a whole number up to " + limit);
        }
        tokens.next();
        return Long.parseLong(digits.text());
    }
}
