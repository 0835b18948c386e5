package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of a job: its kebab-case name, a sentence, what it accepts, and what holds when it is left out.
 *
 * @param <T> the type of the value
 */
public final class Param<T> {
    private static final String FLAG = "true|false";

    private final String name;
    private final String meaning;
    private final String form;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final List<Limit<T>> limits;
    private final boolean required;
    private final @Nullable T fallback;

    private record Limit<T>(String words, Predicate<T> holds) {}

    private Param(
            String name,
            String meaning,
            String form,
            Function<String, T> reader,
            Function<T, String> writer,
            List<Limit<T>> limits,
            boolean required,
            @Nullable T fallback) {
        this.name = requireNonNull(name, "name");
        this.meaning = requireNonNull(meaning, "meaning");
        this.form = form;
        this.reader = reader;
        this.writer = writer;
        this.limits = List.copyOf(limits);
        this.required = required;
        this.fallback = fallback;
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a parameter is named in kebab-case: " + name);
        }
    }

    /**
     * A parameter of any type.
     *
     * @param form what to type, as help shows it, such as {@code PT30M}
     * @param reader throws {@link IllegalArgumentException} with a message that completes "'x' is ..."
     * @param writer the text that reader reads back
     */
    public static <T> Param<T> of(
            String name, String meaning, String form, Function<String, T> reader, Function<T, String> writer) {
        return new Param<>(name, meaning, form, reader, writer, List.of(), true, null);
    }

    public static Param<String> text(String name, String meaning) {
        return of(name, meaning, "TEXT", Function.identity(), Function.identity())
                .where("not empty", text -> !text.isBlank());
    }

    /** An ISO-8601 duration, such as {@code PT30M}. */
    public static Param<Duration> duration(String name, String meaning) {
        return of(
                name,
                meaning,
                "DURATION",
                text -> {
                    try {
                        return Duration.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("not an ISO-8601 duration, such as PT30M or PT1H30M", e);
                    }
                },
                Duration::toString);
    }

    /** A duration longer than zero. */
    public static Param<Duration> positiveDuration(String name, String meaning) {
        return duration(name, meaning)
                .where("longer than PT0S", d -> !d.isNegative() && !d.isZero())
                .where(
                        "in whole microseconds and at most P36525D",
                        d -> d.truncatedTo(ChronoUnit.MICROS).equals(d) && d.compareTo(Duration.ofDays(36_525)) <= 0);
    }

    /** A finite number greater than zero; the unit is in the parameter's name. */
    public static Param<Double> positiveNumber(String name, String meaning) {
        return of(
                        name,
                        meaning,
                        "NUMBER",
                        text -> {
                            try {
                                return Double.valueOf(text.trim());
                            } catch (NumberFormatException e) {
                                throw new IllegalArgumentException("not a number, such as 100 or 27.5", e);
                            }
                        },
                        value -> value == Math.rint(value) && Math.abs(value) < 1e15
                                ? Long.toString(value.longValue())
                                : Double.toString(value))
                .where("finite and greater than 0", value -> Double.isFinite(value) && value > 0);
    }

    /** A whole number; its limits are for the caller to add. */
    public static Param<Integer> wholeNumber(String name, String meaning) {
        return of(
                name,
                meaning,
                "N",
                text -> {
                    try {
                        return Integer.valueOf(text.trim());
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("not a whole number, such as 20", e);
                    }
                },
                String::valueOf);
    }

    public static Param<LocalDate> date(String name, String meaning) {
        return of(
                name,
                meaning,
                "DATE",
                text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("not a date, such as 2026-03-01", e);
                    }
                },
                LocalDate::toString);
    }

    public static Param<Instant> instant(String name, String meaning) {
        return of(
                name,
                meaning,
                "INSTANT",
                text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("not a UTC instant, such as 2026-03-01T06:00:00Z", e);
                    }
                },
                Instant::toString);
    }

    public static Param<LocalTime> timeOfDay(String name, String meaning) {
        return of(
                name,
                meaning,
                "HH:MM",
                text -> {
                    try {
                        return LocalTime.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("not a time of day, such as 04:00", e);
                    }
                },
                LocalTime::toString);
    }

    public static Param<ZoneId> zone(String name, String meaning) {
        return of(
                name,
                meaning,
                "ZONE",
                text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (java.time.DateTimeException e) {
                        throw new IllegalArgumentException("not a time zone, such as Asia/Tokyo or UTC", e);
                    }
                },
                ZoneId::getId);
    }

    public static Param<Location> location(String name, String meaning) {
        return of(name, meaning, "URI", Location::of, Location::toString);
    }

    /** URIs separated by commas; a comma inside braces belongs to a glob. */
    public static Param<List<Location>> locations(String name, String meaning) {
        return of(name, meaning, "URI[,URI...]", Location::list, list -> list.stream()
                .map(Location::toString)
                .collect(Collectors.joining(",")));
    }

    /** Something that is so or not; {@code --name} alone says that it is. */
    public static Param<Boolean> flag(String name, String meaning) {
        return of(
                        name,
                        meaning,
                        FLAG,
                        text -> {
                            if (!text.equals("true") && !text.equals("false")) {
                                throw new IllegalArgumentException("neither true nor false");
                            }
                            return Boolean.valueOf(text);
                        },
                        String::valueOf)
                .orElse(false);
    }

    /** Words separated by commas. */
    public static Param<List<String>> words(String name, String meaning) {
        return of(
                name,
                meaning,
                "WORD[,WORD...]",
                text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList(),
                list -> String.join(",", list));
    }

    /** One of the constants of an enum, typed in kebab-case. */
    public static <E extends Enum<E>> Param<E> oneOf(String name, String meaning, Class<E> type) {
        return oneOf(name, meaning, List.of(type.getEnumConstants()));
    }

    /** One of these constants of an enum, typed in kebab-case. */
    public static <E extends Enum<E>> Param<E> oneOf(String name, String meaning, List<E> constants) {
        String choices = constants.stream().map(Param::kebab).collect(Collectors.joining("|"));
        return of(
                name,
                meaning,
                choices,
                text -> constants.stream()
                        .filter(constant -> kebab(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("none of " + choices)),
                Param::kebab);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Adds a limit; {@code words} completes "must be ...". */
    public Param<T> where(String words, Predicate<T> holds) {
        List<Limit<T>> more = new ArrayList<>(limits);
        more.add(new Limit<>(words, holds));
        return new Param<>(name, meaning, form, reader, writer, more, required, fallback);
    }

    /** What holds when the parameter is left out. */
    public Param<T> orElse(T value) {
        return new Param<>(name, meaning, form, reader, writer, limits, false, requireNonNull(value, "value"));
    }

    /** May be left out, and then has no value: {@link Args#find} tells. */
    public Param<T> optional() {
        return new Param<>(name, meaning, form, reader, writer, limits, false, null);
    }

    public String name() {
        return name;
    }

    public String meaning() {
        return meaning;
    }

    /** What to type, such as {@code DURATION} or {@code fail|skip}. */
    public String form() {
        return form;
    }

    /** Whether the name alone stands for a value: true. */
    boolean isFlag() {
        return form.equals(FLAG);
    }

    public boolean isRequired() {
        return required;
    }

    public Optional<T> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** The limits in words, such as {@code longer than PT0S}; empty if there are none. */
    public String limits() {
        return limits.stream().map(Limit::words).collect(Collectors.joining(", "));
    }

    /** The value as one would type it. */
    public String write(T value) {
        return writer.apply(value);
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException with a message that names the text and says what is expected
     */
    T read(String text) {
        T value;
        try {
            value = reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + shortened(text) + "' is " + e.getMessage(), e);
        }
        for (Limit<T> limit : limits) {
            if (!limit.holds().test(value)) {
                throw new IllegalArgumentException("'" + shortened(text) + "' must be " + limit.words());
            }
        }
        return value;
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    @Override
    public String toString() {
        return "--" + name;
    }
}
