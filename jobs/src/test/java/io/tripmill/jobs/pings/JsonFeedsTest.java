package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.landing.KinesisAggregate;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of testdata/feeds/kinesis-json, mds and gbfs, ingested. */
@SparkTest
class JsonFeedsTest {
    private static final Path SAMPLES = Path.of("../testdata/feeds");
    private static final Instant LANDED = Instant.parse("2026-03-02T00:00:00Z");

    private final SparkSession spark;
    private EmbeddedLake lake;

    JsonFeedsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @Test
    @Tag("full")
    void kinesisRecordsAreTakenApartWhereverTheirPrefixLeads() throws IOException {
        byte[] records = kinesisRecords();
        lake.land(
                "telemetry/2026/03/01/05/part-1.zst",
                Zstd.compress(Arrays.copyOf(records, records.length - 1)),
                LANDED);
        lake.land("telemetry/2026/03/01/06/part-1.zst", Zstd.compress(records), LANDED);

        RunReport report = lake.ingest("--format", "kinesis-json", "--on-bad-file", "skip");

        assertThat(report.filesRefused()).hasSize(1);
        report.filesRefused().forEach((file, message) -> {
            assertThat(file).endsWith("05/part-1.zst");
            assertThat(message).contains("that starts at byte", "is damaged");
        });
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(6, 4, 2, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng    | source       | source_position
                scooter-1 | 2026-03-01T06:00:00Z | 35.5 | 139.25 | kinesis_json | 1
                scooter-1 | 2026-03-01T06:01:00Z | 35.5 | 139.5  | kinesis_json | 4
                scooter-2 | 2026-03-01T06:00:01Z | 35.6 | 139.25 | kinesis_json | 2
                scooter-2 | 2026-03-01T06:01:01Z | 35.6 | 139.5  | kinesis_json | 6
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                3        | [LAT_OUT_OF_RANGE]
                5        | [MALFORMED_JSON]
                """);
    }

    @Test
    @Tag("full")
    void eventsTelemetryAndEdgesAndRoutesOfTripsOfMdsArePositions() throws IOException {
        land("mds/trips.json");
        land("mds/events.json");
        land("mds/torn.json");

        RunReport report = lake.ingest("--format", "mds", "--provider-id", "acme", "--on-bad-file", "skip");

        assertThat(report.filesRefused().keySet()).singleElement().asString().endsWith("torn.json");
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(12, 8, 4, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng    | telemetry_id | battery_percent | trip_ids   | cancelled_trip_ids | vehicle_state | source | source_position
                scooter-1 | 2026-03-01T06:00:00Z | 35.5 | 139.25 | -            | -               | [t-1]      | -                  | -             | mds    | 1
                scooter-1 | 2026-03-01T06:10:00Z | 35.6 | 139.25 | -            | -               | [t-1]      | -                  | -             | mds    | 2
                scooter-2 | 2026-03-01T06:00:00Z | 35.5 | 139.5  | -            | -               | [t-2]      | -                  | -             | mds    | 3
                scooter-3 | 2026-03-01T06:00:00Z | 35.5 | 139.75 | -            | -               | [t-3]      | -                  | -             | mds    | 5
                scooter-3 | 2026-03-01T06:00:05Z | 35.6 | 139.75 | -            | -               | [t-3]      | -                  | -             | mds    | 6
                scooter-4 | 2026-03-01T06:00:00Z | 35.5 | 139.25 | e-1          | 80              | [t-9]      | -                  | available     | mds    | 1
                scooter-4 | 2026-03-01T06:00:03Z | 35.5 | 139.25 | e-4          | -               | [t-9, t-8] | [t-8, t-9]         | available     | mds    | 4
                scooter-5 | 2026-03-01T06:00:02Z | 35.5 | 139.5  | -            | -               | -          | -                  | -             | mds    | 3
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                2        | [MISSING_LAT, MISSING_LNG]
                4        | [MISSING_LAT, MISSING_LNG]
                7        | [MISSING_LAT, MISSING_LNG]
                8        | [MALFORMED_JSON]
                """);
    }

    @Test
    void vehiclesOfGbfsAreAvailabilityAndTheRunSaysWhyNoTripsComeOfThem() throws IOException {
        land("gbfs/vehicle_status.json");
        land("gbfs/free_bike_status.json");
        land("gbfs/station_status.json");

        RunReport report = lake.ingest("--format", "gbfs", "--provider-id", "city", "--on-bad-file", "skip");

        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning)
                .contains("no trips come of it", "leaves out vehicles that are being rented", "another id afterwards"));
        assertThat(report.filesRefused().values())
                .singleElement()
                .asString()
                .contains("neither data.vehicles nor data.bikes");
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 3, 4, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng    | fuel_percent | vehicle_state   | stop_id | publication_time     | source | source_position
                a1        | 2026-03-01T06:00:00Z | 35.5 | 139.25 | 63           | available       | -       | 2026-03-01T06:00:30Z | gbfs   | 1
                b2        | 2026-03-01T06:00:30Z | 35.6 | 139.25 | -            | reserved        | -       | 2026-03-01T06:00:30Z | gbfs   | 2
                f6        | 2026-03-01T06:02:00Z | 35.5 | 139.5  | -            | non_operational | S-2     | 2026-03-01T06:02:00Z | gbfs   | 1
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                3        | [NO_POSITION]
                4        | [MISSING_LNG]
                5        | [MISSING_DEVICE_ID]
                6        | [MALFORMED_JSON]
                """);
    }

    private void land(String sample) throws IOException {
        Path file = SAMPLES.resolve(sample);
        lake.land(file.getFileName().toString(), Files.readAllBytes(file), LANDED);
    }

    /** Those that the sample shows as text: of a part under "-- aggregate", the lines are the records of one aggregate. */
    private static byte[] kinesisRecords() throws IOException {
        String sample = Files.readString(SAMPLES.resolve("kinesis-json/records.txt"));
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (String part : sample.split("(?m)^-- ", -1)) {
            List<String> lines = part.lines().skip(1).toList();
            records.writeBytes(
                    part.startsWith("aggregate")
                            ? KinesisAggregate.of(lines)
                            : String.join("\n", lines).getBytes(UTF_8));
        }
        return records.toByteArray();
    }
}
