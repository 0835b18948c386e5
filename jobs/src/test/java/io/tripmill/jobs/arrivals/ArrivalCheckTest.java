package io.tripmill.jobs.arrivals;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Arrivals;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hours and days have landed, at instants before and after they are due. */
@SparkTest
class ArrivalCheckTest {
    private static final Instant LANDED = Instant.parse("2026-10-24T01:10:00Z");

    private final SparkSession spark;
    private EmbeddedLake lake;
    private Path expectations;

    @TempDir
    private Path folder;

    ArrivalCheckTest(SparkSession spark) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, Path.of("."));
        this.expectations = Path.of(".");
    }

    @BeforeEach
    void aDayThatIsThereButForThreeHours() throws IOException {
        lake = new EmbeddedLake(spark, folder);
        lake.make(ZoneOffset.UTC, LocalTime.MIDNIGHT);
        expectations = folder.resolve("expectations.json");
        Files.writeString(expectations, """
                {"feeds": [
                  {"feed": "scooters", "place": "%1$s/scooters/{date}/{hour}", "format": "json", "every": "hour", "deadline": "PT20M",
                   "grace": "PT10M", "least_files": 2},
                  {"feed": "buses", "place": "%1$s/buses/{date}*.csv.gz", "format": "csv", "every": "day", "deadline": "PT2H"}]}
                """.formatted(lake.landing()));
        for (int hour = 0; hour < 24; hour++) {
            String place = "scooters/2026-10-24/%02d/".formatted(hour);
            switch (hour) {
                case 5 -> {}
                case 6 -> {
                    lake.land(place + "a.json", new byte[0], LANDED);
                    lake.land(place + "b.json", bytes("\n \n"), LANDED);
                }
                case 7 -> lake.land(place + "a.json", bytes("{}"), LANDED);
                default -> {
                    lake.land(place + "a.json", new byte[0], LANDED);
                    lake.land(place + "b.json", bytes("{}"), LANDED);
                }
            }
        }
        // Packed, a header alone is not without bytes.
        lake.land("buses/2026-10-24-a.csv.gz", gzip("id,ts,lat,lng\n"), LANDED);
    }

    @Test
    void beforeADeadlineNothingIsAmiss() {
        RunReport report = check("2026-10-24T06:20:00Z");

        assertThat(report.notes()).containsEntry("arrived", "21").containsEntry("expected", "4");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void withinTheGraceAnHourIsWarnedOf() {
        RunReport report = check("2026-10-24T06:30:00Z");

        assertThat(report.notes()).containsEntry("due", "1").containsEntry("late", "0");
        assertThat(report.warnings())
                .containsExactly("1 of the expected landing partitions are not there: scooters 'file:" + lake.landing()
                        + "/scooters/2026-10-24/05' is due (due 2026-10-24T06:20:00Z, 0 files), within the grace");
    }

    @Test
    void pastTheGraceTheRunFailsAndTheTableTells() {
        assertThatThrownBy(() -> check("2026-10-24T06:30:00.000001Z"))
                .hasMessageStartingWith("[T-LATE] 1 of the expected landing partitions are not there: scooters 'file:")
                .hasMessageContaining("/05' is late (due 2026-10-24T06:20:00Z, 0 files).");

        assertThatRows(lake.read(Arrivals.TABLE)
                        .filter("hour(period_start) BETWEEN 4 AND 7 AND feed = 'scooters'")
                        .select("period_start", "state", "files", "newest_file_time"))
                .hasRows("""
                        period_start | state | files | newest_file_time
                        2026-10-24T04:00:00Z   | arrived      | 2          | 2026-10-24T01:10:00Z
                        2026-10-24T05:00:00Z   | late         | 0          | -
                        2026-10-24T06:00:00Z   | expected     | 2          | 2026-10-24T01:10:00Z
                        2026-10-24T07:00:00Z   | expected     | 1          | 2026-10-24T01:10:00Z
                        """);
    }

    @Test
    void emptyFilesAreNotLateOnesAndTooFewAreNeither() throws IOException {
        lake.land("scooters/2026-10-24/05/a.json", bytes("{}"), LANDED);
        lake.land("scooters/2026-10-24/05/b.json", bytes("{}"), LANDED);

        assertThatThrownBy(() -> check("2026-10-25T06:00:00Z"))
                .hasMessageStartingWith("[T-EMPTY] 3 of the expected landing partitions are not there: ")
                .hasMessageContaining("/06' is empty (due 2026-10-24T07:20:00Z, 2 files)")
                .hasMessageContaining("/07' is too few (due 2026-10-24T08:20:00Z, 1 files)")
                .hasMessageContaining("buses 'file:" + lake.landing() + "/buses/2026-10-24*.csv.gz' is empty");

        RunReport report = check("2026-10-25T06:00:00Z", "--on-late=warn");
        assertThat(report.warnings()).hasSize(1);

        lake.land("scooters/2026-10-24/06/c.json", bytes("{}"), LANDED);
        lake.land("scooters/2026-10-24/07/c.json", bytes("{}"), LANDED);
        lake.land("buses/2026-10-24-b.csv.gz", gzip("id,ts,lat,lng\nb,1,2,3\n"), LANDED);
        assertThat(check("2026-10-25T06:00:00Z").notes()).containsEntry("arrived", "25");
        assertThat(lake.read(Arrivals.TABLE).count()).isEqualTo(25);
    }

    @Test
    void whatIsExpectedMustBeReadable() throws IOException {
        Files.writeString(expectations, "{}");

        assertThatThrownBy(() -> check("2026-10-25T06:00:00Z"))
                .hasMessageStartingWith("[T-ARGUMENT] --expectations: feeds is missing or no list");
        assertThatThrownBy(() -> lake.run(new ArrivalCheck(), "--expectations=" + expectations))
                .hasMessageContaining("--business-date is missing");
    }

    private RunReport check(String now, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--expectations=" + expectations, "--business-date=2026-10-24", "--as-of=" + now));
        arguments.addAll(List.of(more));
        return lake.run(new ArrivalCheck(), arguments.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
