package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of testdata/feeds/gpx and nmea, ingested. */
@SparkTest
@Tag("full")
class TrackFeedsTest {
    private static final Path SAMPLES = Path.of("../testdata/feeds");

    private final SparkSession spark;
    private EmbeddedLake lake;

    TrackFeedsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void trackPointsOfGpxBecomePingsOfTheirTrackAndADocumentTypeIsRefused() throws IOException {
        land("gpx/ride.gpx");
        land("gpx/entities.gpx");
        String[] arguments = {"--format", "gpx", "--provider-id", "me", "--columns", "device_id=track_name"};

        assertThatThrownBy(() -> lake.ingest(arguments))
                .hasMessageStartingWith("[T-BAD-FILE]")
                .hasMessageContaining("entities.gpx")
                .hasMessageContaining("document type");

        RunReport report = lake.ingest(
                "--format", "gpx", "--provider-id", "me", "--columns", "device_id=track_name", "--on-bad-file", "skip");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(5, 3, 2, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng    | altitude | satellites | speed | source | source_position
                bike-1    | 2026-03-01T06:00:00Z | 35.5 | 139.25 | 12.5     | 9          | 4.25  | gpx    | 1
                bike-1    | 2026-03-01T06:01:00Z | 35.6 | 139.26 | -        | -          | -     | gpx    | 2
                bike-2    | 2026-03-01T06:03:00Z | 35.8 | 139.5  | -        | -          | -     | gpx    | 5
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                3        | [BAD_NUMBER]
                4        | [MISSING_TIMESTAMP, MISSING_LNG]
                """);
    }

    @Test
    void sentencesOfNmeaBecomePingsOfTheDeviceThatNamesTheFile() throws IOException {
        land("nmea/taxi-1.nmea");

        RunReport report = lake.ingest("--format", "nmea", "--provider-id", "cabs", "--columns", "device_id=file_name");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(9, 4, 5, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat   | lng    | heading | altitude | satellites | source | source_position
                taxi-1    | 2026-03-01T06:00:00Z | 35.5  | 139.25 | 90.5    | -        | -          | nmea   | 2
                taxi-1    | 2026-03-01T06:00:01Z | 35.6  | 139.3  | -       | 12.5     | 8          | nmea   | 4
                taxi-1    | 2026-03-01T23:59:59Z | -33.5 | -70.25 | -       | -        | -          | nmea   | 9
                taxi-1    | 2026-03-02T00:00:01Z | -33.5 | -70.25 | -       | 500.0    | 5          | nmea   | 10
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                1        | [MISSING_TIMESTAMP]
                5        | [NO_POSITION]
                6        | [MALFORMED_NMEA]
                7        | [MALFORMED_NMEA]
                8        | [MALFORMED_NMEA]
                """);
    }

    private void land(String sample) throws IOException {
        Path file = SAMPLES.resolve(sample);
        lake.land(file.getFileName().toString(), Files.readAllBytes(file), Instant.parse("2026-03-02T00:00:00Z"));
    }
}
