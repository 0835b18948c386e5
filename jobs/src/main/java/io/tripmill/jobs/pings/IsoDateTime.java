package io.tripmill.jobs.pings;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.OptionalLong;

/**
 * Reads {@code yyyy-MM-ddTHH:mm[:ss[.fraction]][zone]}, with a blank for the T if need be, and {@code Z}, {@code +HH},
 * {@code +HHmm} or {@code +HH:mm} for the zone. By hand, as it is read for every record: a formatter of java.time takes ten times as
 * long.
 */
final class IsoDateTime {
    private static final int SHORTEST = "yyyy-MM-ddTHH:mm".length();
    private static final int FRACTION_DIGITS = 6;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    /** What java.time takes for an offset. */
    private static final int LARGEST_OFFSET_HOURS = 18;

    private final String text;
    private int at;
    private boolean isBroken;

    private IsoDateTime(String text) {
        this.text = text;
    }

    /** Whether a text starts as a date does, so that it is no number. */
    static boolean looksLike(String text) {
        return text.length() > 4 && text.charAt(4) == '-' && text.charAt(0) != '-';
    }

    /** Microseconds since 1970 UTC, further digits cut off; empty if the text is no date with time. */
    static OptionalLong micros(String text, ZoneId zone) {
        return text.length() < SHORTEST ? OptionalLong.empty() : new IsoDateTime(text).read(zone);
    }

    private OptionalLong read(ZoneId zone) {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        int day = digits(2);
        char separator = text.charAt(at++);
        isBroken |= separator != 'T' && separator != 't' && separator != ' ';
        int hour = digits(2);
        expect(':');
        int minute = digits(2);
        int second = 0;
        int micros = 0;
        if (is(':')) {
            at++;
            second = digits(2);
            if (is('.')) {
                at++;
                micros = fraction();
            }
        }
        if (isBroken || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
            return OptionalLong.empty();
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return OptionalLong.empty();
        }
        long localSecond = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
        int offsetSeconds = at == text.length() ? offsetIn(zone, localSecond) : offset();
        return isBroken
                ? OptionalLong.empty()
                : OptionalLong.of((localSecond - offsetSeconds) * MICROS_PER_SECOND + micros);
    }

    private static int offsetIn(ZoneId zone, long localSecond) {
        ZoneRules rules = zone.getRules();
        return rules.getOffset(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC))
                .getTotalSeconds();
    }

    private int offset() {
        char sign = text.charAt(at++);
        if (sign == 'Z' || sign == 'z') {
            isBroken |= at != text.length();
            return 0;
        }
        isBroken |= sign != '+' && sign != '-';
        int hours = digits(2);
        int minutes = 0;
        if (is(':')) {
            at++;
            minutes = digits(2);
        } else if (at < text.length()) {
            minutes = digits(2);
        }
        int seconds = hours * 3600 + minutes * 60;
        isBroken |= at != text.length() || minutes > 59 || seconds > LARGEST_OFFSET_HOURS * 3600;
        return sign == '-' ? -seconds : seconds;
    }

    private int fraction() {
        int first = at;
        int micros = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - first < FRACTION_DIGITS) {
                micros = micros * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        isBroken |= at == first;
        for (int digits = at - first; digits < FRACTION_DIGITS; digits++) {
            micros *= 10;
        }
        return micros;
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            isBroken = true;
            return 0;
        }
        int value = 0;
        for (int end = at + count; at < end; at++) {
            isBroken |= !isDigit(text.charAt(at));
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    private void expect(char expected) {
        isBroken |= !is(expected);
        at++;
    }

    private boolean is(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
