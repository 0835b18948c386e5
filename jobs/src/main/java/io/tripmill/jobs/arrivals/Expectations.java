package io.tripmill.jobs.arrivals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripmill.job.Form;
import io.tripmill.job.Location;
import io.tripmill.jobs.arrivals.Expectation.Every;
import io.tripmill.landing.LandingFormat;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what feeds are expected to land from JSON text:
 *
 * <pre>{@code
 * {"feeds": [
 *   {"feed": "scooters", "place": "s3://landing/scooters/dt={date}/hour={hour}", "format": "json",
 *    "every": "hour", "deadline": "PT20M", "grace": "PT10M", "zone": "Europe/Berlin", "least_files": 3}]}
 * }</pre>
 *
 * <p>Left out, deadline and grace are nothing, zone is UTC and least_files 1.
 */
final class Expectations {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Form<Every> EVERY = Form.oneOf(List.of(Every.values()));
    private static final Form<LandingFormat> FORMAT = Form.oneOf(List.of(LandingFormat.values()));
    private static final Form<Duration> TIME = new Form<>("DURATION", Expectations::time, Duration::toString);
    private static final Form<Integer> COUNT = new Form<>("N", Expectations::count, String::valueOf);

    private final List<String> problems = new ArrayList<>();

    private Expectations() {}

    /**
     * Reads the expectations in their order.
     *
     * @throws InvalidExpectations with every problem of the text
     */
    static List<Expectation> parse(String json) {
        Expectations reading = new Expectations();
        List<Expectation> expectations = reading.document(json);
        if (!reading.problems.isEmpty()) {
            throw new InvalidExpectations(reading.problems);
        }
        return expectations;
    }

    private List<Expectation> document(String json) {
        JsonNode feeds;
        try {
            feeds = JSON.readTree(json).path("feeds");
        } catch (JsonProcessingException e) {
            problems.add("it is not JSON: " + e.getOriginalMessage());
            return List.of();
        }
        if (!feeds.isArray() || feeds.isEmpty()) {
            problems.add("feeds is missing or no list; write {\"feeds\": [{...}]}");
            return List.of();
        }
        List<Expectation> expectations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < feeds.size(); i++) {
            Expectation expectation = new Feed(feeds.get(i), "feeds[" + i + "].").read();
            if (!names.add(expectation.feed())) {
                problems.add("feeds[" + i + "].feed: '" + expectation.feed() + "' is there twice; name each feed once");
            }
            expectations.add(expectation);
        }
        return expectations;
    }

    /** A feed; what can't be read is a problem, and something harmless stands for it until all problems are known. */
    private final class Feed {
        private final JsonNode json;
        private final String where;
        private final Set<String> known = new HashSet<>();

        private Feed(JsonNode json, String where) {
            this.json = json;
            this.where = where;
        }

        private Expectation read() {
            Every every = needed("every", EVERY, Every.DAY);
            Expectation expectation = new Expectation(
                    needed("feed", Form.TEXT, ""),
                    needed("place", place(every), ""),
                    every,
                    read("zone", Form.ZONE, ZoneOffset.UTC, ZoneOffset.UTC),
                    read("deadline", TIME, Duration.ZERO, Duration.ZERO),
                    read("grace", TIME, Duration.ZERO, Duration.ZERO),
                    read("least_files", COUNT, 1, 1),
                    needed("format", FORMAT, LandingFormat.JSON));
            json.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    problems.add(where + name + ": is unknown; leave it out");
                }
            });
            return expectation;
        }

        private <T> T needed(String key, Form<T> form, T harmless) {
            if (!json.has(key)) {
                problems.add(where + key + ": is missing; write " + form.words());
            }
            return read(key, form, harmless, harmless);
        }

        private <T> T read(String key, Form<T> form, T whenMissing, T harmless) {
            known.add(key);
            JsonNode value = json.path(key);
            if (value.isMissingNode()) {
                return whenMissing;
            }
            try {
                if ((value.isTextual() && !value.textValue().isBlank()) || value.isIntegralNumber()) {
                    return form.reader().apply(value.asText());
                }
                problems.add(where + key + ": " + value + " is no value; write " + form.words());
            } catch (IllegalArgumentException e) {
                problems.add(where + key + ": " + value + " is " + e.getMessage());
            }
            return harmless;
        }
    }

    /** Without the hour, each hour of a day would be looked for in the same place. */
    private static Form<String> place(Every every) {
        return new Form<>(
                "URI",
                text -> {
                    Location.of(text);
                    boolean namesTheDay = text.contains("{date}")
                            || (text.contains("{year}") && text.contains("{month}") && text.contains("{day}"));
                    if (!namesTheDay) {
                        throw new IllegalArgumentException("the same for every day: put {date} into it");
                    }
                    if (every == Every.HOUR && !text.contains("{hour}")) {
                        throw new IllegalArgumentException("the same for every hour: put {hour} into it");
                    }
                    return text;
                },
                text -> text);
    }

    private static Duration time(String text) {
        Duration time = Form.DURATION.reader().apply(text);
        if (time.isNegative() || time.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("not between PT0S and P366D");
        }
        return time;
    }

    private static int count(String text) {
        int count = Form.WHOLE_NUMBER.reader().apply(text);
        if (count < 1) {
            throw new IllegalArgumentException("not 1 or more");
        }
        return count;
    }
}
