package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
    private final String name;
    private final String meaning;
    private final Form<T> form;
    private final List<Limit<T>> limits;
    private final boolean required;
    private final @Nullable T fallback;

    private record Limit<T>(String words, Predicate<T> holds) {}

    private Param(
            String name, String meaning, Form<T> form, List<Limit<T>> limits, boolean required, @Nullable T fallback) {
        this.name = requireNonNull(name, "name");
        this.meaning = requireNonNull(meaning, "meaning");
        this.form = requireNonNull(form, "form");
        this.limits = List.copyOf(limits);
        this.required = required;
        this.fallback = fallback;
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a parameter is named in kebab-case: " + name);
        }
    }

    /** A parameter of any type. */
    public static <T> Param<T> of(String name, String meaning, Form<T> form) {
        return new Param<>(name, meaning, form, List.of(), true, null);
    }

    /**
     * A parameter of a type that only it has.
     *
     * @param form what to type, as help shows it
     * @param reader throws {@link IllegalArgumentException} with a message that completes "'x' is ..."
     * @param writer the text that reader reads back
     */
    public static <T> Param<T> of(
            String name, String meaning, String form, Function<String, T> reader, Function<T, String> writer) {
        return of(name, meaning, new Form<>(form, reader, writer));
    }

    public static Param<String> text(String name, String meaning) {
        return of(name, meaning, Form.TEXT).where("not empty", text -> !text.isBlank());
    }

    /** An ISO-8601 duration, such as {@code PT30M}. */
    public static Param<Duration> duration(String name, String meaning) {
        return of(name, meaning, Form.DURATION);
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
        return of(name, meaning, Form.NUMBER)
                .where("finite and greater than 0", value -> Double.isFinite(value) && value > 0);
    }

    /** A whole number; its limits are for the caller to add. */
    public static Param<Integer> wholeNumber(String name, String meaning) {
        return of(name, meaning, Form.WHOLE_NUMBER);
    }

    public static Param<LocalDate> date(String name, String meaning) {
        return of(name, meaning, Form.DATE);
    }

    public static Param<Instant> instant(String name, String meaning) {
        return of(name, meaning, Form.INSTANT);
    }

    public static Param<LocalTime> timeOfDay(String name, String meaning) {
        return of(name, meaning, Form.TIME_OF_DAY);
    }

    public static Param<ZoneId> zone(String name, String meaning) {
        return of(name, meaning, Form.ZONE);
    }

    public static Param<Location> location(String name, String meaning) {
        return of(name, meaning, Form.LOCATION);
    }

    /** URIs separated by commas; a comma inside braces belongs to a glob. */
    public static Param<List<Location>> locations(String name, String meaning) {
        return of(name, meaning, Form.LOCATIONS);
    }

    /** Something that is so or not; {@code --name} alone says that it is. */
    public static Param<Boolean> flag(String name, String meaning) {
        return of(name, meaning, Form.FLAG).orElse(false);
    }

    /** Words separated by commas. */
    public static Param<List<String>> words(String name, String meaning) {
        return of(name, meaning, Form.WORDS);
    }

    /** One of the constants of an enum, typed in kebab-case. */
    public static <E extends Enum<E>> Param<E> oneOf(String name, String meaning, Class<E> type) {
        return oneOf(name, meaning, List.of(type.getEnumConstants()));
    }

    /** One of these constants of an enum, typed in kebab-case. */
    public static <E extends Enum<E>> Param<E> oneOf(String name, String meaning, List<E> constants) {
        return of(name, meaning, Form.oneOf(constants));
    }

    /** Adds a limit; {@code words} completes "must be ...". */
    public Param<T> where(String words, Predicate<T> holds) {
        List<Limit<T>> more = new ArrayList<>(limits);
        more.add(new Limit<>(words, holds));
        return new Param<>(name, meaning, form, more, required, fallback);
    }

    /** What holds when the parameter is left out. */
    public Param<T> orElse(T value) {
        return new Param<>(name, meaning, form, limits, false, requireNonNull(value, "value"));
    }

    /** May be left out, and then has no value: {@link Args#find} tells. */
    public Param<T> optional() {
        return new Param<>(name, meaning, form, limits, false, null);
    }

    public String name() {
        return name;
    }

    public String meaning() {
        return meaning;
    }

    /** What to type, such as {@code DURATION} or {@code fail|skip}. */
    public String form() {
        return form.words();
    }

    /** Whether the name alone stands for a value: true. */
    boolean isFlag() {
        return form.equals(Form.FLAG);
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
        return form.writer().apply(value);
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException with a message that names the text and says what is expected
     */
    T read(String text) {
        T value;
        try {
            value = form.reader().apply(text);
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
