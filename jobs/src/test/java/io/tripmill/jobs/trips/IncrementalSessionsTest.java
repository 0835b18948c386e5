package io.tripmill.jobs.trips;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ServiceDates;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run without --recompute reads what changed and leaves what a full one would. {@code -Dtripmill.lakes=N} tries more lakes. */
@SparkTest
class IncrementalSessionsTest {
    /** What a run costs however little changed is its Spark jobs: 51 were counted here. */
    private static final long MOST_SPARK_JOBS = 55;

    private static final List<Table> TABLES = List.of(Stays.TABLE, Trips.TABLE, Sessions.TABLE);
    private static final Pattern ADDED = Pattern.compile("\"add\":\\{\"path\":\"([^\"]+)\"");

    /** A device on two days, another on the second; the pings of each in a commit of their own. */
    private static EmbeddedLake stored;

    private final SparkSession spark;

    IncrementalSessionsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void storeOnce(SparkSession spark, @TempDir Path folder) {
        stored = new EmbeddedLake(spark, folder);
        drive(stored, "d1", Instant.parse("2026-03-01T06:00:00Z"));
        drive(stored, "d1", Instant.parse("2026-03-02T06:00:00Z"));
        drive(stored, "d2", Instant.parse("2026-03-02T06:30:00Z"));
        stored.sessionize();
    }

    @Test
    @Tag("full")
    void anySequenceOfChangesLeavesWhatAFullRunDoes(@TempDir Path folder) {
        changeAndCompare(folder, "--session-gap", "PT7H");
    }

    @Test
    @Tag("full")
    void anySequenceLeavesThatWhereTheProviderTellsTheTripsToo(@TempDir Path folder) {
        changeAndCompare(folder, "--session-gap", "PT3H", "--trip-source", "provider", "--trip-max-silence", "PT9H");
    }

    private void changeAndCompare(Path folder, String... options) {
        Property.check(Integer.getInteger("tripmill.lakes", 1), seeded -> {
            Path place = folder.resolve("lake-" + Long.toHexString(seeded.nextLong()));
            EmbeddedLake lake = new EmbeddedLake(spark, place);
            lake.make(ZoneId.of("Europe/Berlin"), LocalTime.of(3, 0));
            land(lake, 0, 60, seeded);
            lake.sessionize(options);
            for (int batch = 1; batch <= 2; batch++) {
                land(lake, batch, 6, seeded);
                remove(lake, seeded);
                int commits = 1 + seeded.nextInt(3);
                assertThatThrownBy(() -> lake.run(new SessionizeTrips(), stoppedBefore(commits), options))
                        .hasMessageContaining("stopped");
                if (batch != 1) {
                    RunReport report = lake.sessionize(options);
                    assertThat(report.notes()).containsEntry("computed", "changes");
                    assertThat(report.warnings()).isEmpty();
                }
            }
            lake.ingest("--format", "csv");
            assertThat(lake.sessionize(options).rows()).isEqualTo(RunReport.Rows.NONE);
            assertIsWhatAFullRunLeaves(lake, place.resolveSibling("full"), options);
        });
    }

    @Test
    void onlyFilesOfTheTouchedDaysAndDevicesAreRead(@TempDir Path folder) throws IOException {
        EmbeddedLake lake = stored.copyTo(folder);
        ingest(lake, "late.csv", List.of(ping("d1", Instant.parse("2026-03-02T06:07:00Z"), 35.0)));
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        // Of another day, and of another device on the same day.
        hidePings(lake, 0, 2);

        RunReport late = lake.sessionize();

        assertThat(late.rows().read()).isEqualTo(6);
        assertThat(late.spark().orElseThrow().jobs()).isPositive().isLessThanOrEqualTo(MOST_SPARK_JOBS);
        assertThat(late.serviceDates()).containsExactly(LocalDate.parse("2026-03-02"));
        assertSame(lake, whole);
        hidePings(lake, 1, 3);
        assertThat(lake.sessionize().rows()).isEqualTo(RunReport.Rows.NONE);
    }

    @Tag("full")
    @Test
    void sessionsCloseWithoutTheirPings(@TempDir Path folder) throws IOException {
        EmbeddedLake lake = stored.copyTo(folder);
        drive(lake, "d3", Instant.parse("2026-03-02T09:00:00Z"));
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        hidePings(lake, 0, 1, 2);

        RunReport report = lake.sessionize();

        assertThat(report.rows().read()).isEqualTo(5);
        assertThatRows(lake.read(Sessions.TABLE)).hasRows("""
                device_id | start_time           | is_open | flags
                d1        | 2026-03-01T06:00:00Z | false   | [GAP_END, GAP_START]
                d1        | 2026-03-02T06:00:00Z | false   | [GAP_END, GAP_START]
                d2        | 2026-03-02T06:30:00Z | false   | [GAP_END, GAP_START]
                d3        | 2026-03-02T09:00:00Z | true    | [GAP_START]
                """);
        assertSame(lake, whole);
    }

    @Test
    @Tag("full")
    void aRangeOfDaysIsComputedAgain(@TempDir Path folder) throws IOException {
        EmbeddedLake lake = stored.copyTo(folder);
        hidePings(lake, 1, 2);

        RunReport range = lake.sessionize("--recompute", "range", "--from", "2026-03-01", "--to", "2026-03-01");

        assertThat(range.rows().read()).isEqualTo(5);
        assertThat(range.notes()).containsEntry("computed", "range");
        assertSame(lake, stored);
    }

    @Test
    @Tag("full")
    void aWatermarkThatFallsMakesARunFull(@TempDir Path folder) {
        EmbeddedLake lake = stored.copyTo(folder);
        lake.run(new ChangePings(col(Pings.DEVICE_ID.name()).equalTo("d2"), List.of(LocalDate.parse("2026-03-02"))));

        RunReport fallen = lake.sessionize();

        assertThat(fallen.notes()).containsEntry("computed", "full");
        assertThat(fallen.warnings()).singleElement().asString().contains("newest ping of a provider was removed");
        assertThatRows(lake.read(Sessions.TABLE)).hasRows("""
                device_id | start_time           | is_open
                d1        | 2026-03-01T06:00:00Z | false
                d1        | 2026-03-02T06:00:00Z | true
                """);
    }

    @Test
    @Tag("full")
    void aFeedThatIsGoneMakesARunFull(@TempDir Path folder) throws IOException {
        EmbeddedLake lake = stored.copyTo(folder);
        lake.run(new ChangePings(
                col(Pings.TIMESTAMP.name()).equalTo(lit(Instant.parse("2026-03-01T06:20:00Z"))),
                List.of(LocalDate.parse("2026-03-01"))));
        try (Stream<Path> feed = Files.list(lake.root().resolve("silver/pings/_change_data"))) {
            for (Path file : feed.toList()) {
                Files.delete(file);
            }
        }

        RunReport report = lake.sessionize();

        assertThat(report.notes()).containsEntry("computed", "full");
        assertThat(report.warnings()).singleElement().asString().contains("change feed of pings can't be read");
        assertThat(report.rows().read()).isEqualTo(14);
    }

    private static void assertIsWhatAFullRunLeaves(EmbeddedLake lake, Path folder, String... options) {
        EmbeddedLake full = lake.copyTo(folder);
        List<String> argv = new ArrayList<>(List.of(options));
        argv.addAll(List.of("--recompute", "full"));
        assertThat(full.sessionize(argv.toArray(String[]::new)).notes()).containsEntry("computed", "full");
        assertSame(lake, full);
    }

    private static void assertSame(EmbeddedLake lake, EmbeddedLake other) {
        for (Table table : TABLES) {
            assertThatRows(lake.read(table)).hasSameRowsAs(other.read(table));
        }
    }

    private static Progress stoppedBefore(int commits) {
        AtomicInteger writes = new AtomicInteger();
        return sentence -> {
            if (sentence.startsWith("writing ") && writes.incrementAndGet() == commits) {
                throw new IllegalStateException("stopped before " + sentence);
            }
        };
    }

    /** Pings of a few devices within four days, some at a gap's distance from others or on a boundary, some better than a stored one. */
    private static void land(EmbeddedLake lake, int batch, int count, RandomGenerator seeded) {
        List<String> lines = new ArrayList<>();
        Instant at = Instant.parse("2026-03-27T20:00:00Z").plusSeconds(seeded.nextLong(4 * 86_400L));
        for (int i = 0; i < count; i++) {
            at = switch (seeded.nextInt(8)) {
                case 0 -> at.plusSeconds(7 * 3600L);
                case 1 -> at.plusSeconds(7 * 3600L).plusNanos(1000);
                case 2 -> Instant.parse("2026-03-29T01:00:00Z");
                case 3 -> Instant.parse("2026-03-27T20:00:00Z").plusSeconds(seeded.nextLong(4 * 86_400L));
                default -> at.plusSeconds(seeded.nextLong(3600));
            };
            lines.add(ping("d" + seeded.nextInt(3), at, 35 + seeded.nextInt(4) * 0.0005, trips(seeded)));
        }
        ingest(lake, "batch-" + batch + ".csv", lines);
    }

    /** Mostly none. */
    private static String trips(RandomGenerator seeded) {
        return switch (seeded.nextInt(8)) {
            case 0 -> "t1|t2,";
            case 1, 2 -> "t" + seeded.nextInt(3) + ",";
            case 3 -> seeded.nextInt(4) == 0 ? ",t" + seeded.nextInt(3) : ",";
            default -> ",";
        };
    }

    private static void remove(EmbeddedLake lake, RandomGenerator seeded) {
        LocalDate date = LocalDate.parse("2026-03-28").plusDays(seeded.nextInt(2));
        lake.run(new ChangePings(
                col(Pings.DEVICE_ID.name())
                        .equalTo("d" + seeded.nextInt(3))
                        .and(org.apache
                                .spark
                                .sql
                                .functions
                                .hour(col(Pings.TIMESTAMP.name()))
                                .gt(lit(12))),
                ServiceDates.only(List.of(date)).dates()));
    }

    /** Five pings in twenty minutes. */
    private static void drive(EmbeddedLake lake, String device, Instant from) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lines.add(ping(device, from.plusSeconds(300L * i), 35 + i * 0.01));
        }
        ingest(lake, device + "-" + from.getEpochSecond() + ".csv", lines);
    }

    private static String ping(String device, Instant at, double lat) {
        return ping(device, at, lat, ",");
    }

    /** @param trips those that the ping is on, and those that it cancels */
    private static String ping(String device, Instant at, double lat, String trips) {
        String provider = device.equals("d0") ? "beta" : "acme";
        return String.join(",", provider, device, at.toString(), Double.toString(lat), "139.0", trips);
    }

    private static void ingest(EmbeddedLake lake, String file, List<String> lines) {
        String text = "provider_id,device_id,timestamp,lat,lng,trip_ids,cancelled_trip_ids\n" + String.join("\n", lines)
                + "\n";
        Path landed = lake.land(file, text.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-05-01T00:00:00Z"));
        // This file alone: a copy of a lake has landing files that it never consumed.
        RunReport report =
                lake.run(JobCatalog.named("ingest-pings"), "--landing", landed.toString(), "--format", "csv");
        assertThat(report.rows().quarantined()).isZero();
    }

    /** Takes away the files that these commits of pings added: whoever reads one of them fails. */
    private static void hidePings(EmbeddedLake lake, int... versions) throws IOException {
        Path table = lake.root().resolve("silver/pings");
        for (int version : versions) {
            Matcher added = ADDED.matcher(
                    Files.readString(table.resolve("_delta_log/" + String.format("%020d.json", version))));
            while (added.find()) {
                try {
                    Files.delete(table.resolve(added.group(1)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
