package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.pings.RefusalReason;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city as {@code tripmill generate} writes it, and what the jobs make of it. */
@SparkTest
class GenerateCityTest {
    private static final Duration NEAR = Duration.ofMinutes(2);

    private record Answer(int exitCode, String out, String err) {}

    private record Interval(Instant start, Instant end) {
        boolean holds(Interval other) {
            return !other.start.isBefore(start) && !other.end.isAfter(end);
        }

        boolean isNear(Interval other) {
            return start.minus(NEAR).compareTo(other.start) <= 0
                    && start.plus(NEAR).compareTo(other.start) >= 0
                    && end.minus(NEAR).compareTo(other.end) <= 0
                    && end.plus(NEAR).compareTo(other.end) >= 0;
        }
    }

    @TempDir
    private static Path folder;

    private static EmbeddedLake lake;
    private static Answer generated;
    private static JsonNode manifest;
    private static RunReport sessionized;
    private static final Map<String, RunReport> REPORTS = new HashMap<>();

    @BeforeAll
    static void aCityInALake(SparkSession spark) throws IOException {
        generated = tripmill("generate", "--vehicles", "20", "--days", "3", "--seed", "42", "--out", folder.toString());
        manifest = new ObjectMapper()
                .readTree(folder.resolve("truth/manifest.json").toFile());
        lake = new EmbeddedLake(spark, folder);
        for (String feed : List.of("landing", "landing-csv")) {
            List<String> argv =
                    new ArrayList<>(List.of("--landing", folder.resolve(feed).toString()));
            argv.addAll(List.of(landed(feed).get("ingest_arguments").asText().split(" ")));
            argv.addAll(List.of("--zone", "Europe/Berlin", "--ruleset", "default"));
            REPORTS.put(feed, lake.run(JobCatalog.named("ingest-pings"), argv.toArray(String[]::new)));
        }
        sessionized = lake.sessionize("--ruleset", "default", "--on-failure", "quarantine");
    }

    @Test
    void theRulesThatComeWithTripmillHoldForWhatIsAccepted() {
        assertThat(REPORTS.values())
                .allSatisfy(report -> assertThat(report.checks()).isNotEmpty().allMatch(check -> check.outcome()
                        .passed()));
        assertThat(sessionized.rows().quarantined()).isZero();
    }

    @Test
    void theReportOfTheIngestIsTheManifest() {
        REPORTS.forEach((feed, report) -> assertThat(report.rows())
                .as(feed)
                .isEqualTo(new RunReport.Rows(
                        landed(feed).get("records").asLong(),
                        landed(feed).get("good").asLong(),
                        landed(feed).get("broken").asLong(),
                        landed(feed).get("duplicates").asLong())));
    }

    @Test
    void everyBrokenRecordIsRefusedForTheReasonItWasBrokenWith() {
        Map<String, Long> refused = new TreeMap<>();
        for (Row row : lake.read(QuarantinedPings.TABLE).collectAsList()) {
            String file = row.getAs("source_file");
            String feed = file.contains("/landing-csv/") ? "landing-csv" : "landing";
            row.<String>getList(row.fieldIndex("reasons"))
                    .forEach(reason -> refused.merge(feed + " " + reason, 1L, Long::sum));
        }
        Map<String, Long> broken = new TreeMap<>();
        REPORTS.keySet().forEach(feed -> landed(feed)
                .get("broken_by_reason")
                .fields()
                .forEachRemaining(reason -> broken.put(
                        feed + " " + reason.getKey(), reason.getValue().asLong())));

        assertThat(refused).isEqualTo(broken);
    }

    @Test
    void everythingThatCanBeWrongIsWrongSomewhere() {
        Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
        REPORTS.keySet().forEach(feed -> landed(feed)
                .get("broken_by_reason")
                .fieldNames()
                .forEachRemaining(reason -> met.add(RefusalReason.valueOf(reason))));

        // A horizon and rules are arguments of the ingest, and a city has no feed of NMEA or GTFS Realtime.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(met)))
                .containsExactly(
                        RefusalReason.MALFORMED_NMEA,
                        RefusalReason.NO_POSITION,
                        RefusalReason.BEFORE_HORIZON,
                        RefusalReason.RULE_BROKEN);
        assertThat(landed("landing").get("late").asLong()).isPositive();
        manifest.get("truth").fields().forEachRemaining(figure -> assertThat(
                        figure.getValue().asLong())
                .as(figure.getKey())
                .isPositive());
    }

    @Test
    void theChangeOfTheClocksLiesInside() {
        Row hours = lake.read(Pings.TABLE)
                .where("service_date = '2026-10-25' and provider_id = 'metrobus'")
                .selectExpr("(max(unix_timestamp(timestamp)) - min(unix_timestamp(timestamp))) / 3600")
                .first();

        assertThat(hours.getDouble(0)).isBetween(24.2, 25.0);
    }

    @Test
    void mostTripsAreFoundWithinTwoMinutes() throws IOException {
        Map<String, List<Interval>> found = new HashMap<>();
        for (Row trip : lake.read(Trips.TABLE).collectAsList()) {
            found.computeIfAbsent(trip.getAs("device_id"), device -> new ArrayList<>())
                    .add(new Interval(trip.getAs("start_time"), trip.getAs("end_time")));
        }
        List<String[]> driven = driven();
        long recovered = driven.stream()
                .filter(trip -> {
                    Interval interval = new Interval(Instant.parse(trip[2]), Instant.parse(trip[3]));
                    return found.getOrDefault(trip[1], List.of()).stream().anyMatch(interval::isNear);
                })
                .count();

        assertThat(driven).hasSize(manifest.get("truth").get("trips").asInt());
        // Not all: a parking of less than a quarter of an hour ends no trip, so the trips before and after it are one;
        // a jam in the tunnel that is longer than the session gap makes two of one; noise tears a stay whose first ping
        // lies at the rim of its radius.
        assertThat((double) recovered / driven.size()).isBetween(0.88, 0.90);
    }

    @Test
    void tripsAsTheProviderTellsThemAreThoseThatWereDriven(@TempDir Path other) throws IOException {
        EmbeddedLake copy = lake.copyTo(other);
        copy.sessionize("--trip-source", "provider", "--recompute", "full");
        Map<String, List<Interval>> told = new HashMap<>();
        for (Row trip : copy.read(Trips.TABLE).orderBy("start_time").collectAsList()) {
            told.computeIfAbsent(trip.getAs("device_id"), device -> new ArrayList<>())
                    .add(new Interval(trip.getAs("start_time"), trip.getAs("end_time")));
        }
        Map<String, List<Interval>> driven = driven().stream()
                .collect(Collectors.groupingBy(
                        trip -> trip[1],
                        Collectors.mapping(
                                trip -> new Interval(Instant.parse(trip[2]), Instant.parse(trip[3])),
                                Collectors.toList())));

        assertThat(told.keySet()).isEqualTo(driven.keySet());
        told.forEach((device, trips) -> {
            List<Interval> ofDevice = driven.getOrDefault(device, List.of());
            assertThat(trips).as(device).hasSameSizeAs(ofDevice);
            for (int i = 0; i < trips.size(); i++) {
                assertThat(trips.get(i))
                        .as(device)
                        .matches(ofDevice.get(i)::holds)
                        .matches(ofDevice.get(i)::isNear);
            }
        });
    }

    @Test
    void aLineForPeopleSaysWhatWasWritten() {
        assertThat(generated.exitCode()).isZero();
        assertThat(generated.out()).isEmpty();
        assertThat(generated.err()).contains(" records of 20 vehicles over 3 days in ", " trips as driven, in ");
    }

    @Test
    void aFolderWithSomethingInItIsRefused() {
        Answer answer =
                tripmill("generate", "--vehicles", "1", "--days", "1", "--seed", "1", "--out", folder.toString());

        assertThat(answer.exitCode()).isEqualTo(10);
        assertThat(answer.err()).contains("[T-ARGUMENT] --out 'file:", "' is not empty. Name a folder that is empty");
    }

    @Test
    void allProblemsWithTheArgumentsAreToldAtOnce() {
        Answer answer = tripmill("generate", "--vehicles", "0", "--days", "few", "--seed", "x", "--zone", "Mars/North");

        assertThat(answer.exitCode()).isEqualTo(10);
        assertThat(answer.err())
                .contains(
                        "--vehicles: '0' must be 1 to 1000000",
                        "--days: 'few' is not a whole number",
                        "--seed: 'x' is not a whole number, such as 42",
                        "--zone: 'Mars/North' is not a time zone",
                        "--out is missing",
                        "See: tripmill help generate.");
    }

    @Test
    void helpShowsTheParametersOfTheCommand() {
        assertThat(tripmill("help", "generate").out())
                .contains(
                        "tripmill generate --vehicles N --days N --seed N --out URI [--name value ...]",
                        "--start-date DATE",
                        "Default: 2026-10-24.");
    }

    /** The trips as driven, device by device in the order of time. */
    private static List<String[]> driven() throws IOException {
        return Files.readAllLines(folder.resolve("truth/trips.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .sorted(Comparator.comparing(trip -> Instant.parse(trip[2])))
                .toList();
    }

    private static JsonNode landed(String feed) {
        return manifest.get("landed").get(feed);
    }

    private static Answer tripmill(String... argv) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Tripmill.command(
                List.of(argv),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
