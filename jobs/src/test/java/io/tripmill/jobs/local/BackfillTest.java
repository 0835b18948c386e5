package io.tripmill.jobs.local;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.Location;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Storage;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days run one by one or side by side come to what one run over all of them does. */
@SparkTest
@Tag("full")
class BackfillTest {
    private static final List<Table> TABLES = List.of(
            Pings.TABLE,
            Sessions.TABLE,
            Stays.TABLE,
            Trips.TABLE,
            VehicleDays.TABLE,
            HourlyTrips.TABLE,
            DailyTrips.TABLE);
    private static final String[] RANGE = {"--from=2026-03-01", "--to=2026-03-03"};

    @TempDir
    private static Path shared;

    private static Path inOneRun;

    private final SparkSession spark;
    private Path landing;
    private Path root;

    BackfillTest(SparkSession spark) {
        this.spark = spark;
        this.landing = shared.resolve("landing");
        this.root = shared;
    }

    @BeforeAll
    static void runOverAllDays() throws IOException {
        Path landing = shared.resolve("landing");
        for (int day = 1; day <= 3; day++) {
            Path file = landing.resolve("dt=2026-03-0" + day + "/a.csv");
            Files.createDirectories(file.getParent());
            StringBuilder csv = new StringBuilder("device_id,timestamp,lat,lng\n");
            for (int i = 0; i < 12; i++) {
                // Until after midnight, so that days meet.
                csv.append("d,2026-03-0%dT%02d:%02d:00Z,%s,8.54%n"
                        .formatted(day, 23, i * 4, 47.3 + 0.01 * Math.max(0, i - 3) * day));
                csv.append("e,2026-03-0%dT%02d:00:00Z,%s,8.54%n".formatted(day, i, 47.3 + 0.02 * i));
            }
            Files.writeString(file, csv);
        }
        inOneRun = shared.resolve("whole");
        String lake = "--lake=" + inOneRun;
        TypedCommand.resultOf(
                "run", "ingest-pings", lake, "--landing=" + landing, "--format=csv", "--provider-id=p", "--zone=UTC");
        TypedCommand.resultOf("run", "sessionize-trips", lake);
        TypedCommand.resultOf("run", "aggregate-vehicles", lake);
        TypedCommand.resultOf("run", "aggregate-trips", lake);
    }

    @BeforeEach
    void anEmptyPlace(@TempDir Path folder) {
        root = folder.resolve("lake");
        landing = shared.resolve("landing");
    }

    @Test
    void daysSideBySideAndWhatFollowsAreOneRun() throws IOException {
        String[] ingest = {
            "backfill",
            "ingest-pings",
            "--landing=" + landing + "/dt={date}",
            "--format=csv",
            "--provider-id=p",
            "--zone=UTC",
            "--parallel=3",
            "--with-downstream"
        };

        assertThat(typed(ingest)).contains("6 runs done, 0 of them before");

        same();
        assertThat(files(root.resolve("control/runs")).keySet())
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder(
                        "backfill__ingest-pings__2026-03-01.json",
                        "backfill__ingest-pings__2026-03-02.json",
                        "backfill__ingest-pings__2026-03-03.json",
                        "backfill__sessionize-trips__2026-03-01_2026-03-03.json",
                        "backfill__aggregate-vehicles__2026-03-01_2026-03-03.json",
                        "backfill__aggregate-trips__2026-03-01_2026-03-03.json");

        Map<String, Long> before = files(root);
        assertThat(typed(ingest)).isEqualTo("6 runs done, 6 of them before\n");
        assertThat(files(root)).isEqualTo(before);
        TypedCommand other = TypedCommand.of(words(ingest, "--source=bus"));
        assertThat(other.err())
                .contains("[T-ARGUMENT] Run 'backfill__ingest-pings__2026-03-01' was done with other arguments: ");
    }

    @Test
    void itGoesOnWhereADayWasMissing() throws IOException {
        Path arriving = shared.resolve("arriving");
        FileUtils.copyDirectory(
                landing.resolve("dt=2026-03-01").toFile(),
                arriving.resolve("dt=2026-03-01").toFile());
        String[] ingest = {
            "backfill",
            "ingest-pings",
            "--landing=" + arriving + "/dt={date}",
            "--format=csv",
            "--provider-id=p",
            "--zone=UTC"
        };

        TypedCommand brokeOff = TypedCommand.of(words(ingest));
        assertThat(brokeOff.exitCode()).isEqualTo(20);
        assertThat(brokeOff.err())
                .contains("1 of 3 runs are done; the same command goes on with the others")
                .contains("[T-INPUT-MISSING] No file matches --landing");

        FileUtils.copyDirectory(landing.toFile(), arriving.toFile());
        assertThat(typed(ingest)).contains("3 runs done, 1 of them before");
    }

    @Test
    void daysThatWereSpoiltAreMadeAgain() throws IOException {
        FileUtils.copyDirectory(inOneRun.toFile(), root.toFile());
        spark.sql("UPDATE delta.`" + root.resolve("silver/trips")
                + "` SET distance_m = 0 WHERE service_date = DATE '2026-03-02'");
        for (String table : List.of("gold/hourly_trips", "gold/daily_trips")) {
            spark.sql("DELETE FROM delta.`" + root.resolve(table) + "` WHERE service_date = DATE '2026-03-02'");
        }

        String plan = TypedCommand.resultOf(
                words(new String[] {"plan", "sessionize-trips", "--dpu-hour-price=0.25@2026-03-01"}));
        assertThat(plan)
                .contains("2026-03-02   | read        | pings")
                .contains("2026-03-02   | may replace | trips")
                .contains("runs: 3, done already: none")
                .contains("jobs that follow: aggregate-vehicles, aggregate-trips")
                .containsPattern(
                        "cost: 0\\.\\d{4} DPU hours, by 1 earlier runs, 0\\.\\d{4} at 0.25 an hour \\(price of 2026-03-01\\)");

        assertThat(typed("backfill", "sessionize-trips", "--parallel=2")).contains("3 runs done, 0 of them before");
        assertThat(typed("backfill", "aggregate-trips", "--campaign=repair")).contains("3 runs done, 0 of them before");
        same();
    }

    @Test
    void aPlanWritesNothing() throws IOException {
        FileUtils.copyDirectory(inOneRun.toFile(), root.toFile());
        Map<String, Long> before = files(root);

        String plan = TypedCommand.resultOf(words(new String[] {
            "plan", "ingest-pings", "--format=csv", "--landing=" + landing + "/dt={date}", "--lake=" + root
        }));

        assertThat(plan).contains("2026-03-02   | read        | landing |      | 1     | 9");
        assertThat(files(root)).containsExactlyEntriesOf(before);
    }

    private String typed(String... command) {
        return TypedCommand.resultOf(words(command))
                .lines()
                .filter(line -> !line.startsWith("TRIPMILL"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private String[] words(String[] command, String... more) {
        return Stream.of(command, more, RANGE, new String[] {"--lake=" + root})
                .flatMap(Stream::of)
                .distinct()
                .toArray(String[]::new);
    }

    private void same() {
        for (Table table : TABLES) {
            assertThatRows(lake(root).read(table))
                    .as(table.name())
                    .hasSameRowsAs(lake(inOneRun).read(table));
        }
    }

    private Lake lake(Path place) {
        return new Lake(
                spark,
                new Storage(spark.sparkContext().hadoopConfiguration()),
                Layout.of(Location.of(place.toString())));
    }

    private static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
