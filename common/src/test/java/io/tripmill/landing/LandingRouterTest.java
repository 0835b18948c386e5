package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LandingRouterTest {
    private static final Instant ARRIVAL = Instant.parse("2026-03-01T06:59:59.999Z");

    private static final String RULES = """
            {"rules": [
                {"when": {"provider_id": "acme", "vehicle.type": ["bus", "tram"]},
                 "bucket": "landing-transit", "prefix": "transit/{provider_id}/day={arrival:yyyy-MM-dd}/{arrival:HH}/"},
                {"bucket": "landing-others", "prefix": "{provider_id}/{vehicle.type}/"}],
             "otherwise": {"bucket": "landing-unrouted", "prefix": "unrouted/{arrival:yyyy/MM/dd/HH}/"}}
            """;

    private static final String TRANSIT = "landing-transit:transit/acme/day=2026-03-01/06/";
    private static final String UNROUTED = "landing-unrouted:unrouted/2026/03/01/06/";

    private final LandingRouter router = LandingRouter.parse(RULES);

    @Test
    void theFirstRuleThatFitsHasTheRecord() {
        String bus = "{\"provider_id\": \"acme\", \"vehicle\": {\"type\": \"bus\"}}";
        String tram = "{\"provider_id\": \"acme\", \"vehicle\": {\"type\": \"tram\"}}";
        String car = "{\"provider_id\": \"acme\", \"vehicle\": {\"type\": \"car\"}}";
        String none = "{\"provider_id\": \"acme\"}";

        assertThat(routed(bus + "\n" + car + "\r\n\n" + tram + "\n" + none))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        TRANSIT,
                        bus + "\n" + tram + "\n",
                        "landing-others:acme/car/",
                        car + "\r\n",
                        UNROUTED,
                        none + "\n"));
    }

    @Test
    void recordsOfAnAggregateAreRoutedOneByOne() {
        byte[] aggregate = KinesisAggregate.of(List.of(
                "{\"provider_id\": 7, \"vehicle\": {\"type\": true}}",
                "{\"provider_id\": \"acme\", \"vehicle\": {\"type\": \"bus\"}}"));

        assertThat(routed(aggregate).keySet()).containsExactlyInAnyOrder("landing-others:7/true/", TRANSIT);
    }

    @Test
    void whatCantBeReadLandsAsItCame() {
        byte[] aggregate = KinesisAggregate.of(List.of("{\"provider_id\": \"acme\"}"));
        byte[] damaged = Arrays.copyOf(aggregate, aggregate.length - 1);
        byte[] notUtf8 = {'{', (byte) 0xC3, '}', '\n'};

        byte[] damagedLine = Arrays.copyOf(damaged, damaged.length + 1);
        damagedLine[damaged.length] = '\n';
        assertThat(router.route(damaged, ARRIVAL).values()).singleElement().isEqualTo(damagedLine);
        assertThat(router.route(notUtf8, ARRIVAL).values()).singleElement().isEqualTo(notUtf8);
        assertThat(routed("not json")).isEqualTo(Map.of(UNROUTED, "not json\n"));
        assertThat(routed("")).isEmpty();
    }

    @Test
    void noValueLeadsOutOfItsFolder() {
        Map<String, String> escaped = Map.of(
                "../a", "..%2Fa",
                "..", "%2E%2E",
                "a b", "a%20b",
                "é", "%C3%A9",
                "a%2F", "a%252F");
        escaped.forEach((value, folder) -> assertThat(
                        routed("{\"provider_id\": \"" + value + "\", \"vehicle\": {\"type\": \"car\"}}"))
                .containsOnlyKeys("landing-others:" + folder + "/car/"));
        assertThat(routed("{\"provider_id\": \" \", \"vehicle\": {\"type\": \"car\"}}"))
                .containsOnlyKeys(UNROUTED);
        assertThat(routed("{\"provider_id\": \"" + "x".repeat(201) + "\", \"vehicle\": {\"type\": \"car\"}}"))
                .containsOnlyKeys(UNROUTED);
    }

    @Test
    void everythingWrongWithRulesIsToldAtOnce() {
        InvalidRouting invalid = catchThrowableOfType(InvalidRouting.class, () -> LandingRouter.parse("""
                {"rules": [
                    3,
                    {"when": {"a": {}}, "bucket": "B", "prefix": "/x {arrival:bb}"},
                    {"bucket": "landing", "prefx": "x"}],
                 "otherwise": {"bucket": "landing", "prefix": "{provider_id}/"},
                 "other": 1}
                """));

        assertThat(invalid).hasMessageStartingWith("[T-ARGUMENT] ");
        assertThat(invalid.problems())
                .containsExactly(
                        "'other' is neither rules nor otherwise",
                        "rules[0] is no object",
                        "rules[1].bucket is missing, or no name of a bucket",
                        "rules[1].prefix has '/x ': use letters, digits, ! _ . = - and /, and {...} around names",
                        "rules[1].prefix has {arrival:bb}, which is no pattern of a time: use one such as"
                                + " {arrival:yyyy/MM/dd/HH}",
                        "rules[1].prefix begins with a slash, which would be a folder without a name",
                        "rules[1].when.a is neither a value nor a list of values",
                        "rules[2] has 'prefx', which no rule has",
                        "rules[2].prefix is missing, or no text",
                        "otherwise is for every record: it has no when, and its prefix no field of a record");
        assertThatThrownBy(() -> LandingRouter.parse("[]")).isInstanceOf(InvalidRouting.class);
    }

    @Test
    void neitherSparkNorHadoopIsNeeded() throws IOException, ReflectiveOperationException {
        URL[] classPath = {
            LandingRouter.class.getProtectionDomain().getCodeSource().getLocation(),
            JsonFactory.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader lambda = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> lambda.loadClass("org.apache.spark.sql.SparkSession"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> type = lambda.loadClass(LandingRouter.class.getName());
            Object its = type.getMethod("parse", String.class).invoke(null, RULES);
            byte[] aggregate = KinesisAggregate.of(List.of("{\"provider_id\": \"acme\"}", "{"));

            Map<?, ?> landed = (Map<?, ?>)
                    type.getMethod("route", byte[].class, Instant.class).invoke(its, aggregate, ARRIVAL);

            assertThat(landed.values()).singleElement().isEqualTo("{\"provider_id\": \"acme\"}\n{\n".getBytes(UTF_8));
        }
    }

    private Map<String, String> routed(String text) {
        return routed(text.getBytes(UTF_8));
    }

    private Map<String, String> routed(byte[] data) {
        Map<String, String> byPlace = new TreeMap<>();
        for (Map.Entry<Destination, byte[]> landed : router.route(data, ARRIVAL).entrySet()) {
            byPlace.put(
                    landed.getKey().bucket() + ":" + landed.getKey().prefix(), new String(landed.getValue(), UTF_8));
        }
        return byPlace;
    }
}
