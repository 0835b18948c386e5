package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a value is typed.
 *
 * @param words what to type, as help shows it, such as {@code DURATION} or {@code fail|skip}
 * @param reader throws {@link IllegalArgumentException} with a message that completes "'x' is ..."
 * @param writer the text that reader reads back
 */
public record Form<T>(String words, Function<String, T> reader, Function<T, String> writer) {

    public static final Form<String> TEXT = new Form<>("TEXT", Function.identity(), Function.identity());
    public static final Form<Duration> DURATION =
            timed("DURATION", Duration::parse, "not an ISO-8601 duration, such as PT30M or PT1H30M");
    public static final Form<LocalDate> DATE = timed("DATE", LocalDate::parse, "not a date, such as 2026-03-01");
    public static final Form<Instant> INSTANT =
            timed("INSTANT", Instant::parse, "not a UTC instant, such as 2026-03-01T06:00:00Z");
    public static final Form<LocalTime> TIME_OF_DAY =
            timed("HH:MM", LocalTime::parse, "not a time of day, such as 04:00");
    public static final Form<ZoneId> ZONE = new Form<>(
            "ZONE",
            reading(ZoneId::of, DateTimeException.class, "not a time zone, such as Asia/Tokyo or UTC"),
            ZoneId::getId);
    public static final Form<Double> NUMBER = new Form<>(
            "NUMBER",
            reading(
                    text -> Double.valueOf(text.trim()),
                    NumberFormatException.class,
                    "not a number, such as 100 or 27.5"),
            Form::plain);
    public static final Form<Integer> WHOLE_NUMBER = new Form<>(
            "N",
            reading(
                    text -> Integer.valueOf(text.trim()),
                    NumberFormatException.class,
                    "not a whole number, such as 20"),
            String::valueOf);
    public static final Form<Location> LOCATION = new Form<>("URI", Location::of, Location::toString);
    public static final Form<List<Location>> LOCATIONS =
            new Form<>("URI[,URI...]", Location::list, list -> list.stream()
                    .map(Location::toString)
                    .collect(Collectors.joining(",")));
    public static final Form<List<String>> WORDS = new Form<>(
            "WORD[,WORD...]",
            text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList(),
            list -> String.join(",", list));
    public static final Form<Boolean> FLAG = new Form<>("true|false", Form::trueOrFalse, String::valueOf);

    public Form {
        requireNonNull(words, "words");
        requireNonNull(reader, "reader");
        requireNonNull(writer, "writer");
    }

    /** One of these constants, in kebab-case. */
    public static <E extends Enum<E>> Form<E> oneOf(List<E> constants) {
        String choices = constants.stream().map(Form::kebab).collect(Collectors.joining("|"));
        return new Form<>(
                choices,
                text -> constants.stream()
                        .filter(constant -> kebab(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("none of " + choices)),
                Form::kebab);
    }

    private static <T> Form<T> timed(String words, Function<String, T> parser, String problem) {
        return new Form<>(words, reading(parser, DateTimeException.class, problem), String::valueOf);
    }

    /** A reader whose failure of this type says what the problem is. */
    private static <T> Function<String, T> reading(
            Function<String, T> parser, Class<? extends RuntimeException> failure, String problem) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (RuntimeException e) {
                if (failure.isInstance(e)) {
                    throw new IllegalArgumentException(problem, e);
                }
                throw e;
            }
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static Boolean trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
