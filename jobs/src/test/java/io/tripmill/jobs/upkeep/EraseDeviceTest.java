package io.tripmill.jobs.upkeep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Device;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A device leaves a lake. One lake lives through the tests, in order. */
@SparkTest
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EraseDeviceTest {
    private static final String GOES = "goes-4711";
    private static final String STAYS = "stays-0815";

    private static EmbeddedLake lake;

    @BeforeAll
    static void storeTwice(SparkSession spark, @TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
        StringBuilder csv = new StringBuilder("provider_id,device_id,timestamp,lat,lng\n");
        csv.append("p,").append(GOES).append(",2026-03-01T06:00:00Z,99,13.4\n");
        csv.append("p,").append(GOES).append("0,2026-03-01T06:00:00Z,99,13.4\n");
        for (String device : List.of(GOES, STAYS)) {
            for (int minute = 0; minute < 20; minute++) {
                csv.append("p,%s,%s,%s,13.4\n"
                        .formatted(
                                device,
                                Instant.parse("2026-03-01T06:00:00Z").plusSeconds(60L * minute),
                                52.5 + minute * 0.005));
            }
        }
        lake.land("pings.csv", csv.toString());
        lake.ingest("--format=csv");
        lake.sessionize();
        lake.sessionize("--recompute", "full");
        assertThat(filesWith(GOES)).isNotEmpty();
    }

    @Test
    @Order(1)
    void nothingOfTheDeviceIsLeftInAnyFile() throws IOException {
        RunReport report = lake.run(new EraseDevice(), "--provider-id=p", "--device-id=" + GOES);

        assertThat(report.notes())
                .containsEntry("erased_pings", "20")
                .containsEntry("erased_trips", "1")
                .containsEntry("erased_sessions", "1")
                .containsEntry("erased_quarantined_pings", "1")
                .containsEntry("devices", new Device("p", GOES).toString());
        assertThat(report.toJson()).doesNotContain(GOES);
        assertThat(lake.read(Pings.TABLE).filter("device_id = '" + GOES + "'").count())
                .isZero();
        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(20);
        assertThat(filesWith(GOES)).isEmpty();
        assertThat(filesWith(STAYS)).isNotEmpty();
    }

    @Test
    @Order(2)
    void aRecordOfAnotherDeviceStaysInQuarantine() {
        assertThat(lake.read(QuarantinedPings.TABLE).select("raw").collectAsList())
                .singleElement()
                .asString()
                .contains(GOES + "0");
    }

    @Test
    @Order(3)
    void theTableTellsFromWhichVersionOnTheRowsAreGone() throws IOException {
        try (Stream<Path> log = Files.list(lake.root().resolve("silver/pings/_delta_log"))) {
            assertThat(log.filter(file -> file.toString().endsWith(".json")).map(EraseDeviceTest::text))
                    .anyMatch(text -> text.contains("\"tripmill.erased_at_version\":\"1\""));
        }
    }

    @Test
    @Order(4)
    void anotherRunFindsNoRow() {
        long version = lake.version(Pings.TABLE);

        RunReport report = lake.run(new EraseDevice(), "--provider-id=p", "--device-id=" + GOES);

        assertThat(report.notes()).containsEntry("erased_pings", "0").containsEntry("erased_trips", "0");
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("of pings were never committed"));
        assertThat(lake.version(Pings.TABLE)).isEqualTo(version);
    }

    /** A killed run leaves files that no commit names, and so does one that goes on. */
    @Test
    @Order(5)
    void whatWasNeverCommittedIsRemovedAfterADayAndToldUntilThen() throws IOException {
        Path pings = lake.root().resolve("silver/pings");
        Path old = Files.writeString(pings.resolve("part-00000-killed.snappy.parquet"), GOES);
        Path young = Files.writeString(pings.resolve("part-00001-going-on.snappy.parquet"), GOES);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        RunReport report = lake.run(new EraseDevice(), "--provider-id=p", "--device-id=" + GOES);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(report.warnings())
                .contains(
                        "1 files of pings were never committed, are younger than a day and may hold the devices: erase them again when"
                                + " these are older");
        Files.delete(young);
    }

    /** The feed from the stored version on is gone: the run says so and computes everything. */
    @Test
    @Order(6)
    void theNextSessionsComputeEverythingAndSaySo() {
        long trips = lake.read(Trips.TABLE).count();

        RunReport report = lake.sessionize();

        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith("the change feed of pings can't be read from version 1 on, so everything is computed:");
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(trips);
        assertThat(lake.read(Sessions.TABLE).count()).isEqualTo(1);
        assertThat(filesWith(GOES)).isEmpty();
    }

    @Test
    @Order(7)
    void aDeviceMustBeNamed() {
        assertThatThrownBy(() -> lake.run(new EraseDevice()))
                .hasMessageContaining("no device is named; give --provider-id and --device-id, or --devices-file");
        assertThatThrownBy(() -> lake.run(new EraseDevice(), "--device-id=x"))
                .hasMessageContaining("--provider-id and --device-id belong together");
    }

    @Test
    @Order(8)
    void aFileNamesSeveral(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("devices.csv");
        Files.writeString(file, "provider_id,device_id\np," + STAYS + "\np,unknown\n");

        assertThat(lake.run(new EraseDevice(), "--devices-file=" + file).notes())
                .containsEntry("erased_pings", "20");
        Files.writeString(file, "p," + STAYS + "\n");
        assertThatThrownBy(() -> lake.run(new EraseDevice(), "--devices-file=" + file))
                .hasMessageContaining("[T-ARGUMENT] --devices-file can't be used: its first line is not");
    }

    /** Data files of the lake, change feeds included, whose bytes hold a text; values of these columns are stored as they are. */
    private static List<Path> filesWith(String text) {
        try (Stream<Path> files = Files.walk(lake.root())) {
            return files.filter(file -> file.toString().endsWith(".parquet")
                            && !file.toString().contains("_delta_log"))
                    .filter(file -> bytes(file).replace(text + "0", "").contains(text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file).getBytes(ISO_8859_1), UTF_8);
    }
}
