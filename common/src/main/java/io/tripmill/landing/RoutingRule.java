package io.tripmill.landing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where records go whose fields have certain values.
 *
 * @param when the values that fit, by the path of the field; every field must have one of them
 */
record RoutingRule(Map<String, Set<String>> when, String bucket, PrefixTemplate prefix) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Set<String> KEYS = Set.of("when", "bucket", "prefix");

    /** Where a record goes; empty if the rule does not fit it, or its prefix names a field that the record has not. */
    Optional<Destination> of(LandedValue.Nested record, Instant arrival) {
        boolean fits = when.entrySet().stream().allMatch(field -> word(record.at(field.getKey()))
                .filter(field.getValue()::contains)
                .isPresent());
        return fits ? prefix.of(record, arrival).map(filled -> new Destination(bucket, filled)) : Optional.empty();
    }

    /**
     * Reads a rule.
     *
     * @param place of the rule in its file
     * @param problems takes what is wrong with it
     */
    static RoutingRule parse(LandedValue value, String place, List<String> problems) {
        if (!(value instanceof LandedValue.Nested rule)) {
            problems.add(place + " is no object");
            return new RoutingRule(Map.of(), "", PrefixTemplate.parse("", new ArrayList<>()));
        }
        rule.fields().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add(place + " has '" + key + "', which no rule has"));
        String bucket = rule.at("bucket") instanceof LandedValue.Text text ? text.text() : "";
        if (!BUCKET.matcher(bucket).matches()) {
            problems.add(place + ".bucket is missing, or no name of a bucket");
        }
        if (!(rule.at("prefix") instanceof LandedValue.Text prefix)) {
            problems.add(place + ".prefix is missing, or no text");
            return new RoutingRule(Map.of(), bucket, PrefixTemplate.parse("", new ArrayList<>()));
        }
        List<String> ofPrefix = new ArrayList<>();
        PrefixTemplate template = PrefixTemplate.parse(prefix.text(), ofPrefix);
        ofPrefix.forEach(problem -> problems.add(place + ".prefix " + problem));
        return new RoutingRule(when(rule.at("when"), place + ".when", problems), bucket, template);
    }

    private static Map<String, Set<String>> when(LandedValue value, String place, List<String> problems) {
        Map<String, Set<String>> when = new TreeMap<>();
        if (value instanceof LandedValue.Nested fields) {
            fields.fields().forEach((path, wanted) -> {
                List<LandedValue> all = wanted instanceof LandedValue.Items items ? items.items() : List.of(wanted);
                List<String> words =
                        all.stream().flatMap(each -> word(each).stream()).toList();
                if (words.size() < all.size() || words.isEmpty()) {
                    problems.add(place + "." + path + " is neither a value nor a list of values");
                }
                when.put(path, Set.copyOf(words));
            });
        } else if (!value.equals(LandedValue.NOTHING)) {
            problems.add(place + " is no object");
        }
        return when;
    }

    /** A text, number or truth as it is written; empty for all else. */
    static Optional<String> word(LandedValue value) {
        if (value instanceof LandedValue.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof LandedValue.Numeral number) {
            return Optional.of(number.digits());
        }
        return value instanceof LandedValue.Flag flag ? Optional.of(Boolean.toString(flag.isTrue())) : Optional.empty();
    }
}
