package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prefix with places to be filled: {@code {provider_id}} by a field of the record, {@code {arrival:yyyy/MM/dd/HH}} by the time at which it
 * arrived, UTC.
 */
final class PrefixTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9!_.=/-]*");
    private static final String ARRIVAL = "arrival:";

    /** A key has 1,024 bytes at most, for all of it. */
    private static final int LONGEST_VALUE = 200;

    private final List<Part> parts;

    private PrefixTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** A part of a prefix. */
    private sealed interface Part {
        /** Empty if the record has nothing for it. */
        Optional<String> of(LandedValue.Nested record, Instant arrival);
    }

    private record Literal(String text) implements Part {
        @Override
        public Optional<String> of(LandedValue.Nested record, Instant arrival) {
            return Optional.of(text);
        }
    }

    private record Arrival(DateTimeFormatter format) implements Part {
        @Override
        public Optional<String> of(LandedValue.Nested record, Instant arrival) {
            return Optional.of(format.format(arrival));
        }
    }

    private record FieldOf(String path) implements Part {
        @Override
        public Optional<String> of(LandedValue.Nested record, Instant arrival) {
            return RoutingRule.word(record.at(path))
                    .filter(word -> !word.isBlank() && word.length() <= LONGEST_VALUE)
                    .map(PrefixTemplate::escaped);
        }
    }

    /**
     * Reads a template.
     *
     * @param problems takes what is wrong with it
     */
    static PrefixTemplate parse(String text, List<String> problems) {
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            parts.add(literal(text.substring(from, places.start()), problems));
            parts.add(filled(places.group(1), problems));
            from = places.end();
        }
        parts.add(literal(text.substring(from), problems));
        if (text.startsWith("/")) {
            problems.add("begins with a slash, which would be a folder without a name");
        }
        return new PrefixTemplate(parts);
    }

    private static Part literal(String text, List<String> problems) {
        if (!LITERAL.matcher(text).matches()) {
            problems.add("has '" + text + "': use letters, digits, ! _ . = - and /, and {...} around names");
        }
        return new Literal(text);
    }

    private static Part filled(String name, List<String> problems) {
        if (name.isBlank()) {
            problems.add("has {} without a name");
        }
        if (!name.startsWith(ARRIVAL)) {
            return new FieldOf(name);
        }
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(name.substring(ARRIVAL.length()), Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
            literal(format.format(Instant.EPOCH), problems);
            return new Arrival(format);
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add("has {" + name + "}, which is no pattern of a time: use one such as {arrival:yyyy/MM/dd/HH}");
            return new Literal("");
        }
    }

    /** Whether no field of the record is needed. */
    boolean isForEveryRecord() {
        return parts.stream().noneMatch(FieldOf.class::isInstance);
    }

    /** The prefix for a record; empty if the record lacks a field of it. */
    Optional<String> of(LandedValue.Nested record, Instant arrival) {
        StringBuilder prefix = new StringBuilder();
        for (Part part : parts) {
            Optional<String> text = part.of(record, arrival);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            prefix.append(text.get());
        }
        return Optional.of(prefix.toString());
    }

    /** A value is what somebody sent: no slash, and no folder of dots, may come of it. */
    private static String escaped(String value) {
        boolean isDots = value.chars().allMatch(character -> character == '.');
        StringBuilder escaped = new StringBuilder();
        for (byte each : value.getBytes(UTF_8)) {
            if (isPlain(each) || (each == '.' && !isDots)) {
                escaped.append((char) each);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", each & 0xFF));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(byte character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }
}
