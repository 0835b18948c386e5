package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides for each record of a stream in which bucket and under which prefix it lands, by a file of rules.
 *
 * <pre>{@code
 * {"rules": [{"when": {"provider_id": "acme", "vehicle_type": ["bus", "tram"]},
 *             "bucket": "landing-transit", "prefix": "telemetry/{provider_id}/{arrival:yyyy/MM/dd/HH}/"}],
 *  "otherwise": {"bucket": "landing-unrouted", "prefix": "unrouted/{arrival:yyyy/MM/dd}/"}}
 * }</pre>
 *
 * The first rule that fits has the record; what fits none, and what can't be read, goes where {@code otherwise} says. Nothing is lost
 * and nothing depends on a clock, so a batch that is delivered again lands under the same prefixes.
 *
 * <p>For the function between the stream and the landing zone. It needs this library and Jackson's core, no Spark and no Hadoop.
 */
public final class LandingRouter {
    private final List<RoutingRule> rules;
    private final RoutingRule otherwise;

    private LandingRouter(List<RoutingRule> rules, RoutingRule otherwise) {
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
    }

    /**
     * Reads rules.
     *
     * @throws InvalidRouting with everything that is wrong
     */
    public static LandingRouter parse(String json) {
        List<String> problems = new ArrayList<>();
        LandedValue.Nested file = read(json);
        file.fields().keySet().stream()
                .filter(key -> !key.equals("rules") && !key.equals("otherwise"))
                .sorted()
                .forEach(key -> problems.add("'" + key + "' is neither rules nor otherwise"));
        List<RoutingRule> rules = new ArrayList<>();
        if (file.at("rules") instanceof LandedValue.Items items) {
            for (LandedValue rule : items.items()) {
                rules.add(RoutingRule.parse(rule, "rules[" + rules.size() + "]", problems));
            }
        } else {
            problems.add("rules is missing, or no list");
        }
        RoutingRule otherwise = RoutingRule.parse(file.at("otherwise"), "otherwise", problems);
        if (!otherwise.when().isEmpty() || !otherwise.prefix().isForEveryRecord()) {
            problems.add("otherwise is for every record: it has no when, and its prefix no field of a record");
        }
        if (!problems.isEmpty()) {
            throw new InvalidRouting(problems);
        }
        return new LandingRouter(rules, otherwise);
    }

    private static LandedValue.Nested read(String json) {
        try {
            return JsonObjects.read(json);
        } catch (JsonObjects.NotOneObject e) {
            throw new InvalidRouting(List.of("the file " + e.sentence()));
        }
    }

    /**
     * Routes the data of one Kinesis record: lines of JSON, or an aggregate of the Kinesis Producer Library, which is taken apart.
     *
     * @param arrival when the stream got the record, never when it is routed
     * @return what lands where: lines, each with the line feed that ends it, in the order of the data. A damaged aggregate lands whole
     */
    public Map<Destination, byte[]> route(byte[] data, Instant arrival) {
        Map<Destination, ByteArrayOutputStream> routed = new LinkedHashMap<>();
        byte[] text;
        try {
            text = new DeaggregatedText(new ByteArrayInputStream(data)).readAllBytes();
        } catch (IOException e) {
            return Map.of(otherwise(arrival), line(data, 0, data.length));
        }
        int from = 0;
        while (from < text.length) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            byte[] line = line(text, from, to);
            if (!new String(line, UTF_8).isBlank()) {
                routed.computeIfAbsent(destination(line, arrival), destination -> new ByteArrayOutputStream())
                        .writeBytes(line);
            }
            from = to + 1;
        }
        Map<Destination, byte[]> landing = new LinkedHashMap<>();
        routed.forEach((destination, lines) -> landing.put(destination, lines.toByteArray()));
        return landing;
    }

    private static byte[] line(byte[] bytes, int from, int to) {
        byte[] line = new byte[to - from + 1];
        System.arraycopy(bytes, from, line, 0, to - from);
        line[to - from] = '\n';
        return line;
    }

    private Destination destination(byte[] line, Instant arrival) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            LandedValue.Nested record = JsonObjects.read(text);
            return rules.stream()
                    .flatMap(rule -> rule.of(record, arrival).stream())
                    .findFirst()
                    .orElseGet(() -> otherwise(arrival));
        } catch (CharacterCodingException | JsonObjects.NotOneObject e) {
            return otherwise(arrival);
        }
    }

    private Destination otherwise(Instant arrival) {
        LandedValue.Nested anyRecord = new LandedValue.Nested(Map.of());
        return otherwise.of(anyRecord, arrival).orElseThrow();
    }
}
