package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class IngestPingsTest {
    private static final String[] CSV = {
        "--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"
    };
    private static final String GOOD = """
            id,ts,lat,lon
            d1,2026-03-01T06:00:00Z,35.0,139.0
            d1,2026-03-01T06:01:00Z,35.1,139.1
            """;

    private final SparkSession spark;
    private EmbeddedLake lake;

    IngestPingsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void goodRecordsBecomePingsAndOthersAreQuarantinedWithEveryReason() {
        Path file = lake.land("a.csv", """
                id,ts,lat,lon
                d1,2026-03-01T06:00:00Z,35.0,139.0
                ,1999-12-31T23:59:59Z,0,0
                d1,2026-03-01T06:01:00Z,139.0,35.0
                """);

        RunReport report = lake.ingest(CSV);

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(3, 1, 2, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                provider_id | device_id | timestamp            | lat  | lng   | service_date | source_position | source | ingest_time
                acme        | d1        | 2026-03-01T06:00:00Z | 35.0 | 139.0 | 2026-03-01   | 2               | csv    | 2026-03-02T00:00:00Z
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                source_file | position | reasons                                                   | raw
                file:%s     | 3        | [MISSING_DEVICE_ID, TIMESTAMP_BEFORE_2000, NULL_ISLAND]   | ",1999-12-31T23:59:59Z,0,0"
                file:%s     | 4        | [LAT_OUT_OF_RANGE]                                        | "d1,2026-03-01T06:01:00Z,139.0,35.0"
                """.formatted(file, file));
    }

    @Test
    void theSameRunRepeatedChangesNothing() {
        lake.land("a.csv", GOOD + "broken\n");
        lake.ingest(CSV);
        long pings = lake.version(Pings.TABLE);
        long quarantined = lake.version(QuarantinedPings.TABLE);

        RunReport again = lake.ingest(CSV);

        assertThat(again.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(lake.version(Pings.TABLE)).isEqualTo(pings);
        assertThat(lake.version(QuarantinedPings.TABLE)).isEqualTo(quarantined);
    }

    @Test
    void onlyFilesThatWereNotConsumedAreRead() {
        lake.land("a.csv", GOOD);
        lake.ingest(CSV);
        lake.land("b.csv", GOOD.replace("d1", "d2"));

        assertThat(lake.ingest(CSV).rows()).isEqualTo(new RunReport.Rows(2, 2, 0, 0));
    }

    @Tag("full")
    @Test
    void aFileThatChangedIsReadAgainAndItsOldRecordsAreDuplicates() {
        lake.land("a.csv", GOOD);
        lake.ingest(CSV);
        lake.land(
                "a.csv",
                (GOOD + "d1,2026-03-01T06:02:00Z,35.2,139.2\n").getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-03T00:00:00Z"));

        assertThat(lake.ingest(CSV).rows()).isEqualTo(new RunReport.Rows(3, 1, 0, 2));
    }

    @Test
    void aBetterLateRecordReplacesTheStoredOneAndCountsAsADuplicate() {
        lake.land("a.csv", "id,ts,lat,lon\nd1,2026-03-01T06:00:00Z,35.5,139.0\n");
        lake.ingest(CSV);
        lake.land("b.csv", "id,ts,lat,lon\nd1,2026-03-01T06:00:00Z,35.4,139.0\nd1,2026-03-01T06:00:00Z,35.6,139.0\n");

        assertThat(lake.ingest(CSV).rows()).isEqualTo(new RunReport.Rows(2, 0, 0, 2));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | lat
                d1        | 35.4
                """);
    }

    @Tag("full")
    @Test
    void pingsAreTheSameInWhicheverOrderFilesLand(@TempDir Path other) {
        String first =
                "id,ts,lat,lon,horizontal_accuracy\nd1,2026-03-01T06:00:00Z,35.5,139.0,\nd2,2026-03-01T06:00:00Z,35.5,139.0,5\n";
        String second =
                "id,ts,lat,lon,horizontal_accuracy\nd1,2026-03-01T06:00:00Z,35.9,139.0,9\nd2,2026-03-01T06:00:00Z,35.5,138.0,5\n";
        EmbeddedLake reversed = new EmbeddedLake(spark, other);
        lake.land("a.csv", first);
        lake.ingest(CSV);
        lake.land("b.csv", second);
        lake.ingest(CSV);

        reversed.land("b.csv", second);
        reversed.ingest(CSV);
        reversed.land("a.csv", first);
        reversed.ingest(CSV);

        String expected = """
                device_id | lat  | lng   | horizontal_accuracy
                d1        | 35.9 | 139.0 | 9.0
                d2        | 35.5 | 138.0 | 5.0
                """;
        assertThatRows(lake.read(Pings.TABLE)).hasRows(expected);
        assertThatRows(reversed.read(Pings.TABLE)).hasRows(expected);
    }

    @Test
    void inAnExactLakePlacesOfOneInstantAreAllKept() {
        lake.land("a.csv", """
                id,ts,lat,lon,row
                d1,2026-03-01T06:00:00Z,35.5,139.0,2
                d1,2026-03-01T06:00:00Z,35.5,139.0,1
                d1,2026-03-01T06:00:00Z,35.6,139.0,3
                """);

        RunReport report = lake.ingest(
                "--format",
                "csv",
                "--provider-id",
                "acme",
                "--deduplicate",
                "exact",
                "--columns",
                "device_id=id,timestamp=ts,lng=lon,source_seq=row");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(3, 2, 0, 1));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                lat  | source_seq
                35.5 | 1
                35.6 | 3
                """);
    }

    @Test
    void mdsTelemetryIsReadNestedAndFlat() {
        lake.land("a.jsonl", """
                {"provider_id":"p","device_id":"d1","timestamp":1772344800000,"location":{"lat":35.0,"lng":139.0,"speed":3.5},"trip_ids":["t1","t2"],"battery_percent":80}
                {"provider_id":"p","device_id":"d2","timestamp":"1772344800","lat":"35.0","lng":"139.0"}
                not json
                """);

        assertThat(lake.ingest("--format", "json").rows()).isEqualTo(new RunReport.Rows(3, 2, 1, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng   | speed | trip_ids | battery_percent | source
                d1        | 2026-03-01T06:00:00Z | 35.0 | 139.0 | 3.5   | [t1, t2] | 80              | json
                d2        | 2026-03-01T06:00:00Z | 35.0 | 139.0 | -     | -        | -               | json
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons          | raw
                3        | [MALFORMED_JSON] | not json
                """);
    }

    @Test
    void parquetIsReadToo() {
        spark.sql("select 'd1' as device_id, timestamp'2026-03-01 06:00:00' as timestamp,"
                        + " named_struct('lat', 35.0d, 'lng', 139.0d) as location")
                .coalesce(1)
                .write()
                .parquet(lake.landing().resolve("p").toString());

        assertThat(lake.ingest("--format", "parquet", "--provider-id", "p")
                        .rows()
                        .written())
                .isEqualTo(1);
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng   | source_position
                d1        | 2026-03-01T06:00:00Z | 35.0 | 139.0 | 1
                """);
    }

    @Test
    void aFileThatBreaksOffPublishesNothingAndStaysUnconsumed() throws IOException {
        lake.land("good.csv", GOOD);
        byte[] whole = gzipped(GOOD);
        lake.land("torn.csv.gz", Arrays.copyOf(whole, whole.length - 12), Instant.parse("2026-03-02T00:00:00Z"));

        assertThatThrownBy(() -> lake.ingest(CSV))
                .hasMessageStartingWith("[T-BAD-FILE]")
                .hasMessageContaining("torn.csv.gz")
                .hasMessageContaining("--on-bad-file skip");
        assertThat(lake.version(Pings.TABLE)).isEqualTo(-1);
        assertThat(lake.version(QuarantinedPings.TABLE)).isEqualTo(-1);

        RunReport skipping = lake.ingest(with(CSV, "--on-bad-file", "skip"));
        assertThat(skipping.rows()).isEqualTo(new RunReport.Rows(2, 2, 0, 0));
        assertThat(skipping.filesRefused().keySet()).singleElement().asString().endsWith("torn.csv.gz");

        lake.land("torn.csv.gz", gzipped(GOOD.replace("d1", "d2")), Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(lake.ingest(CSV).rows().written()).isEqualTo(2);
    }

    @Test
    void aMappingThatDoesNotFitTheFileIsRefusedBeforeAnythingIsWritten() {
        lake.land("a.csv", GOOD);

        assertThatThrownBy(() -> lake.ingest(
                        "--format", "csv", "--provider-id", "p", "--columns", "device_id=vehicle,timestamp=ts"))
                .hasMessageStartingWith("[T-MAPPING]")
                .hasMessageContaining("vehicle")
                .hasMessageContaining("lng");
        assertThat(lake.version(Pings.TABLE)).isEqualTo(-1);
    }

    @Test
    void nothingLandedIsTold() throws IOException {
        Files.createDirectories(lake.landing());

        assertThatThrownBy(() -> lake.ingest(CSV))
                .hasMessageStartingWith("[T-INPUT-MISSING] No file matches --landing");
        assertThat(lake.root()).doesNotExist();
    }

    @Tag("full")
    @Test
    void aFileWithoutRecordsIsConsumed() {
        lake.land("a.csv", "id,ts,lat,lon\n");

        assertThat(lake.ingest(CSV).rows()).isEqualTo(RunReport.Rows.NONE);
        assertThatRows(lake.read(Pings.TABLE)).isEmpty();
        long version = lake.version(Pings.TABLE);
        lake.ingest(CSV);
        assertThat(lake.version(Pings.TABLE)).isEqualTo(version);
    }

    @Tag("full")
    @Test
    void aFileOfWhichEveryRecordIsRefusedIsWarnedOfAndReadAgainWhenTouched() {
        String line = "{\"provider_id\":\"p\",\"id\":\"d1\",\"timestamp\":1772344800,\"lat\":35.0,\"lng\":139.0}\n";
        lake.land("a.jsonl", line);
        RunReport wrong = lake.ingest("--format", "json");
        lake.land("a.jsonl", line.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-03T00:00:00Z"));
        RunReport right = lake.ingest("--format", "json", "--columns", "device_id=id");

        assertThat(wrong.warnings())
                .singleElement()
                .asString()
                .contains("every record was refused of 1 files", "touch the files");
        assertThat(right.rows()).isEqualTo(new RunReport.Rows(1, 1, 0, 0));
        assertThatRows(lake.read(QuarantinedPings.TABLE)).isEmpty();
    }

    @Test
    void aTimeBeforeTheGregorianCalendarDoesNotStopTheOthers() {
        lake.land("a.csv", """
                id,ts,lat,lon,publication_time
                d1,2026-03-01T06:00:00Z,35.0,139.0,0001-01-01T00:00:00Z
                """);

        assertThat(lake.ingest(CSV).rows().written()).isEqualTo(1);
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                publication_time
                0001-01-01T00:00:00Z
                """);
    }

    @Test
    void runIdsAndFileNamesMayHoldColonsBlanksAndOtherLetters() {
        lake.land("2026-03-01T06:00:00 ümläut 日#%.csv", GOOD);

        RunReport report = lake.ingest(with(CSV, "--run-id", "scheduled__2026-03-01T00:00:00+00:00"));

        assertThat(report.rows().written()).isEqualTo(2);
        assertThat(lake.root().resolve("control/runs/scheduled__2026-03-01T00:00:00+00:00.json"))
                .exists();
    }

    @Test
    void aPropertyOfTheLakeThatDiffersIsRefused() {
        lake.land("a.csv", GOOD);
        lake.ingest(with(CSV, "--zone", "Asia/Tokyo"));

        assertThatThrownBy(() -> lake.ingest(with(CSV, "--zone", "UTC")))
                .hasMessageStartingWith("[T-LAKE-DIFFERS]")
                .hasMessageContaining("zone Asia/Tokyo, not UTC");
    }

    @Test
    void recordsBeforeTheHorizonAreQuarantined() {
        lake.land("a.csv", """
                id,ts,lat,lon
                d1,2026-02-28T23:59:59.999999Z,35.0,139.0
                d1,2026-03-01T00:00:00Z,35.0,139.0
                """);

        assertThat(lake.ingest(with(CSV, "--horizon", "2026-03-01")).rows()).isEqualTo(new RunReport.Rows(2, 1, 1, 0));
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                reasons
                [BEFORE_HORIZON]
                """);
    }

    @Test
    void theReportIsKeptInTheLakeAndARepeatedRunIdIsANewAttempt() throws IOException {
        lake.land("a.csv", GOOD);
        lake.ingest(with(CSV, "--run-id", "night"));
        RunReport again = lake.ingest(with(CSV, "--run-id", "night"));

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(Files.readString(lake.root().resolve("control/runs/night.json")))
                .isEqualTo(again.toJson() + "\n")
                .contains("\"state\":\"succeeded\"", "\"rows_read\":0", "\"attempt\":2");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
