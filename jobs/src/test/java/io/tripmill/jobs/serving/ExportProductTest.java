package io.tripmill.jobs.serving;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.geo.Polyline;
import io.tripmill.job.Args;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Write;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.privacy.PrivacyReport;
import io.tripmill.jobs.serving.privacy.PseudonymKey;
import io.tripmill.jobs.serving.privacy.Pseudonyms;
import io.tripmill.jobs.serving.privacy.Rotation;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class ExportProductTest {
    private static final String HEADER =
            "service_date | hour_start | local_hour | origin_h3 | destination_h3 | trips | distance_m | duration_s\n";

    /** From a: 4 to itself, 20 and 30 to the others. From b: 12. From c, on another day: 3. */
    private static final String FLOWS = """
            2026-03-01 | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | 882f594847fffff | 4  | 400.0   | 40.0
            2026-03-01 | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | 882f594867fffff | 20 | 2000.1  | 200.0
            2026-03-01 | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | 882f594841fffff | 30 | 3000.0  | 300.0
            2026-03-01 | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 882f594867fffff | 882f594847fffff | 12 | 1200.25 | 120.5
            2026-03-02 | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 882f594841fffff | 882f594847fffff | 3  | 300.0   | 30.0
            """;

    private static final String CONTRACT = """
            consumer: city
            version: 1
            expires: 2026-12-31
            areas: [842f595ffffffff]
            period: hour
            level: 8
            products:
              od_flows: {columns: [period_start, origin_h3, destination_h3, trips, distance_m], format: csv}
            """;

    private static final String TRIPS_CONTRACT = """
            consumer: city
            version: 1
            expires: 2026-12-31
            areas: [842f595ffffffff]
            period: hour
            level: 8
            k: 2
            products:
              trips:
                columns: [device_pseudonym, start_time, end_time, start_h3, end_h3, distance_m, duration_s, line]
                time_grain: quarter_hour
                rotation: week
                trim_m: 200
                format: csv
            """;

    /** Two alike by the quarter of an hour, one open, one alone in its quarter. */
    private static final String TRIPS = trips();

    private static String trips() {
        String line = new Polyline()
                .add(47.3, 8.5)
                .add(47.302, 8.5)
                .add(47.304, 8.5)
                .add(47.306, 8.5)
                .add(47.308, 8.5)
                .add(47.31, 8.5)
                .encoded();
        String row =
                "%s | s%s | p | %s | 2026-03-01T06:%s:00Z | 2026-03-01T06:%s:00Z | 47.3 | 8.5 | 47.31 | 8.5 | %s | %s | 892f5948443ffff"
                        + " | 892f5948663ffff | " + line + " | %s | 2026-03-01\n";
        return "trip_id | session_id | provider_id | device_id | start_time | end_time | start_lat | start_lng | end_lat | end_lng"
                + " | duration_s | distance_m | start_h3 | end_h3 | polyline | is_open | service_date\n"
                + row.formatted("1", "1", "a", "04", "15", 660.0, 1111.9, false)
                + row.formatted("2", "2", "b", "06", "19", 780.0, 1251.0, false)
                + row.formatted("3", "3", "c", "06", "19", 780.0, 1251.0, true)
                + row.formatted("4", "4", "d", "16", "29", 780.0, 1251.0, false);
    }

    private final SparkSession spark;
    private final EmbeddedLake twoDays;
    private EmbeddedLake lake;
    private Path outbound;
    private Path contract;

    ExportProductTest(SparkSession spark, @TempDir Path folder, @TempDir Path scratch) {
        this.spark = spark;
        this.twoDays = new EmbeddedLake(spark, folder);
        this.lake = twoDays;
        this.outbound = scratch;
        this.contract = scratch;
        twoDays.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
        twoDays.run(Stored.of(OdFlows.TABLE, TextTable.rows(spark, OdFlows.TABLE, HEADER + FLOWS)));
    }

    @BeforeEach
    void copyOfTheLake(@TempDir Path folder) throws IOException {
        lake = new EmbeddedLake(spark, folder);
        FileUtils.copyDirectory(twoDays.root().toFile(), lake.root().toFile());
        outbound = folder.resolve("outbound");
        contract = folder.resolve("city.yaml");
        Files.writeString(contract, CONTRACT);
    }

    @Test
    void smallCountsAndOneThatWouldTellThemAreHidden() throws IOException {
        RunReport report = export("od_flows", "--business-date", "2026-03-01");

        assertThat(delivered("od_flows.csv")).isEqualTo("""
                        period_start,origin_h3,destination_h3,trips,distance_m
                        2026-03-01T06:00+00:00,882f594847fffff,882f594841fffff,30,3000.0
                        2026-03-01T07:00+00:00,882f594867fffff,882f594847fffff,12,1200.25
                        """.replace("\n", "\r\n"));
        JsonNode manifest = new ObjectMapper().readTree(delivered("manifest.json"));
        assertThat(manifest.path("consumer").asText()).isEqualTo("city");
        assertThat(manifest.path("k").asInt()).isEqualTo(10);
        assertThat(manifest.path("issue").asInt()).isEqualTo(1);
        assertThat(manifest.path("as_of").path("od_flows").asInt(-1)).isZero();
        assertThat(manifest.path("files").get(0).path("rows").asInt()).isEqualTo(2);
        assertThat(manifest.path("schema").size()).isEqualTo(5);
        assertThat(report.rows().written()).isEqualTo(1);
        assertThatRows(lake.read(Deliveries.TABLE)).hasRows("""
                consumer | product  | service_date | issue | contract_version | file_rows | source_version
                city     | od_flows | 2026-03-01   | 1     | 1                | 2         | 0
                """);
    }

    @Test
    void aRepeatedDeliveryIsTheSameToTheLastByte() throws IOException {
        export("od_flows", "--business-date", "2026-03-01");
        String file = delivered("od_flows.csv");
        String manifest = delivered("manifest.json");
        FileUtils.deleteDirectory(outbound.toFile());
        lake.run(Stored.of(OdFlows.TABLE, TextTable.rows(spark, OdFlows.TABLE, HEADER + FLOWS)));

        export("od_flows", "--business-date", "2026-03-01");

        assertThat(delivered("od_flows.csv")).isEqualTo(file);
        assertThat(delivered("manifest.json")).isEqualTo(manifest);
    }

    @Test
    @Tag("full")
    void onlyWhatCameOutOtherwiseIsDeliveredAgain() throws IOException {
        export("od_flows", "--business-date", "2026-03-01");
        String manifest = delivered("manifest.json");
        export("od_flows", "--restated");
        assertThat(delivered("manifest.json")).isEqualTo(manifest);

        lake.run(Stored.of(
                OdFlows.TABLE, TextTable.rows(spark, OdFlows.TABLE, HEADER + FLOWS.replace("| 12 |", "| 13 |"))));
        export("od_flows", "--restated");

        assertThat(delivered("od_flows.csv")).contains("882f594847fffff,13,");
        JsonNode again = new ObjectMapper().readTree(delivered("manifest.json"));
        assertThat(again.path("issue").asInt()).isEqualTo(2);
        assertThat(again.path("as_of").path("od_flows").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("full")
    void startsAreTheRowTotalsOfTheSameTable() throws IOException {
        Files.writeString(
                contract, CONTRACT + "  hourly_trips: {columns: [period_start, start_h3, trips], format: csv}\n");

        export("hourly_trips", "--business-date", "2026-03-01");

        assertThat(Files.readString(outbound.resolve("hourly_trips/service_date=2026-03-01/hourly_trips.csv")))
                .isEqualTo("""
                        period_start,start_h3,trips
                        2026-03-01T06:00+00:00,882f594847fffff,54
                        2026-03-01T06:00+00:00,882f594867fffff,-1
                        2026-03-01T07:00+00:00,882f594847fffff,-1
                        2026-03-01T07:00+00:00,882f594867fffff,12
                        """.replace("\n", "\r\n"));
    }

    /** The command that a consumer's keeper types, over all that the city was given. */
    @Test
    @Tag("full")
    void nothingHiddenFollowsFromBothProductsUntilAFileIsSpoilt() throws IOException {
        Files.writeString(
                contract, CONTRACT + "  hourly_trips: {columns: [period_start, start_h3, trips], format: geojson}\n");
        export("od_flows", "--business-date", "2026-03-01");
        export("hourly_trips", "--business-date", "2026-03-01");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrivacyReport report = new PrivacyReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> city = List.of("--lake=" + lake.root(), "--consumer=city");

        report.print(city);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("deliveries to city: 1 dates, 6 rows%nnothing hidden follows from them%n".formatted());

        Path file = outbound.resolve("od_flows/service_date=2026-03-01/od_flows.csv");
        Files.writeString(
                file, Files.readString(file) + "2026-03-01T06:00+00:00,882f594847fffff,882f594867fffff,20,2000.1\r\n");
        assertThatThrownBy(() -> report.print(city)).hasMessageStartingWith("[T-LEAK] 1 things follow");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("differencing: 2026-03-01T06:00+00:00: 882f594847fffff to 882f594847fffff has 4 trips");
        assertThatThrownBy(() -> report.print(List.of("--lake=" + lake.root(), "--consumer=nobody")))
                .hasMessageStartingWith("[T-INPUT-MISSING] Nothing was delivered to 'nobody'");
    }

    /** Of the 24 of the day, 20 are told at 6 o'clock. */
    @Test
    @Tag("full")
    void aDayIsNotToldBesideItsHours() throws IOException {
        String early =
                "2026-03-01 | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | 882f594867fffff | 20 | 400.0 | 40.0\n";
        lake.run(Stored.of(
                OdFlows.TABLE,
                TextTable.rows(
                        spark,
                        OdFlows.TABLE,
                        HEADER
                                + early
                                + early.replace("T06", "T07").replace("| 20 ", "| 4 ")
                                + early.replace("03-01", "03-02"))));
        export("od_flows", "--business-date", "2026-03-01");
        Files.writeString(
                contract,
                CONTRACT.replace("version: 1", "version: 2").replace("period: hour", "period: day")
                        + "  hourly_trips: {columns: [start_h3, trips], format: csv}\n");

        assertRefused(
                "T-CONTRACT",
                "was given od_flows of 2026-03-01 by other terms (level 8, k 10, hour, not level 8, k 10, day)",
                "hourly_trips",
                "--business-date",
                "2026-03-01");
        assertRefused("T-CONTRACT", "by other terms", "od_flows", "--business-date", "2026-03-01");
        assertRefused("T-CONTRACT", "by other terms", "od_flows", "--restated");
        export("hourly_trips", "--business-date", "2026-03-02");
    }

    /** What was right when it was made is no leak, and what nothing in the lake bears out is one. */
    @Test
    @Tag("full")
    void aCountOfNothingIsFoundAndAnOldOneToldApart() throws IOException {
        export("od_flows", "--business-date", "2026-03-01");
        Path file = outbound.resolve("od_flows/service_date=2026-03-01/od_flows.csv");
        String asDelivered = Files.readString(file);
        Files.writeString(file, asDelivered + "2026-03-01T09:00+00:00,882f594847fffff,882f594867fffff,30,2000.1\r\n");

        assertThat(looked()).contains("recounting: 2026-03-01T09:00+00:00: ").contains("has 0 trips, not the 30 told");

        Files.writeString(file, asDelivered + ",882f594847fffff,882f594867fffff,30,2000.1\r\n");
        assertThat(looked()).contains("[T-NOT-AS-DELIVERED] od_flows of 2026-03-01 has a count without period_start");

        Files.writeString(file, asDelivered);
        lake.run(Stored.of(
                OdFlows.TABLE, TextTable.rows(spark, OdFlows.TABLE, HEADER + FLOWS.replace("| 12 |", "| 13 |"))));
        assertThat(looked())
                .contains("od_flows of 2026-03-01: 1 counts come out otherwise than from version 0 of od_flows;")
                .contains("nothing hidden follows from them");
    }

    /** What privacy-report prints, and what it fails with. */
    private String looked() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrivacyReport report = new PrivacyReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String failure = "";
        try {
            report.print(List.of("--lake=" + lake.root(), "--consumer=city"));
        } catch (RunFailure e) {
            failure = String.valueOf(e.getMessage());
        }
        return printed.toString(StandardCharsets.UTF_8) + failure;
    }

    @Test
    @Tag("full")
    void aDayAndCoarserCellsAddUp() throws IOException {
        Files.writeString(
                contract, CONTRACT.replace("period: hour", "period: day").replace("level: 8", "level: 5"));

        export("od_flows", "--business-date", "2026-03-01");

        assertThat(delivered("od_flows.csv")).contains("2026-03-01,852f594bfffffff,852f594bfffffff,66,6600.35\r\n");
    }

    @Test
    @Tag("full")
    void aDateWithoutTripsIsAHeader() throws IOException {
        export("od_flows", "--business-date", "2026-03-09");

        assertThat(Files.readString(outbound.resolve("od_flows/service_date=2026-03-09/od_flows.csv")))
                .isEqualTo("period_start,origin_h3,destination_h3,trips,distance_m\r\n");
    }

    @Test
    @Tag("full")
    void otherFormatsHoldTheSameRows() throws IOException {
        Files.writeString(contract, CONTRACT.replace("csv", "parquet"));
        export("od_flows", "--business-date", "2026-03-01");
        Path file = outbound.resolve("od_flows/service_date=2026-03-01/od_flows.parquet");
        assertThatRows(spark.read().parquet(file.toString())).hasRows("""
                period_start           | origin_h3       | destination_h3  | trips | distance_m
                2026-03-01T06:00+00:00 | 882f594847fffff | 882f594841fffff | 30    | 3000.0
                2026-03-01T07:00+00:00 | 882f594867fffff | 882f594847fffff | 12    | 1200.25
                """);
        byte[] bytes = Files.readAllBytes(file);
        export("od_flows", "--business-date", "2026-03-01");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        Files.writeString(contract, CONTRACT.replace("csv", "geojson"));
        export("od_flows", "--business-date", "2026-03-01");
        JsonNode map = new ObjectMapper().readTree(delivered("od_flows.geojson"));
        assertThat(map.path("features").size()).isEqualTo(2);
        assertThat(map.path("features").get(1).path("properties").path("trips").asInt())
                .isEqualTo(12);
        assertThat(map.path("features")
                        .get(1)
                        .path("geometry")
                        .path("coordinates")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotGrantedIsRefused() throws IOException {
        assertRefused("[T-CONTRACT]", "does not grant hourly_trips", "hourly_trips", "--business-date=2026-03-01");
        assertRefused("[T-CONTRACT]", "expired on 2026-12-31", "od_flows", "--business-date=2027-01-01");
        assertRefused(
                "[T-CONTRACT]",
                "expired on 2026-12-31",
                "od_flows",
                "--business-date=2026-03-01",
                "--as-of=2027-01-01T00:00:00Z");
        export("od_flows", "--business-date=2026-03-01", "--as-of=2026-12-31T23:59:59Z");
        FileUtils.deleteDirectory(outbound.toFile());
        assertRefused("[T-TOO-FEW]", "reaches k = 10", "od_flows", "--business-date=2026-03-02");
        assertThatThrownBy(() -> export("od_flows")).hasMessageContaining("--business-date is missing");

        Files.writeString(contract, CONTRACT.replace("consumer: city", "consumer: bank"));
        assertRefused("[T-CONTRACT]", "is with bank, not with city", "od_flows", "--business-date=2026-03-01");
        Files.writeString(contract, CONTRACT.replace("level: 8", "level: 9"));
        assertRefused("[T-CONTRACT]", "kept by cells of level 8", "od_flows", "--business-date=2026-03-02");
        Files.writeString(contract, CONTRACT.replace("version: 1", "version: one"));
        assertRefused(
                "[T-CONTRACT]", "line 2: version must be a whole number", "od_flows", "--business-date=2026-03-01");
        assertThat(outbound).doesNotExist();
    }

    @Test
    @Tag("full")
    void tripsAreToldUnderPseudonymsAndWithoutTheirEnds() throws IOException {
        Path key = contract.resolveSibling("key");
        Files.writeString(key, "0123456789abcdef0123456789abcdef\n");
        Files.writeString(contract, TRIPS_CONTRACT);
        lake.run(Stored.of(Trips.TABLE, TextTable.rows(spark, Trips.TABLE, TRIPS)));

        RunReport report = export("trips", "--business-date=2026-03-01", "--pseudonym-key-file=" + key);

        Path file = outbound.resolve("trips/service_date=2026-03-01/trips.csv");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo("device_pseudonym,start_time,end_time,start_h3,end_h3,distance_m,duration_s,line");
        Pseudonyms names = new Pseudonyms(PseudonymKey.of("0123456789abcdef0123456789abcdef"), Rotation.WEEK, "city");
        String trimmed = new Polyline()
                .add(47.302, 8.5)
                .add(47.304, 8.5)
                .add(47.306, 8.5)
                .add(47.308, 8.5)
                .encoded();
        assertThat(lines.subList(1, 3))
                .containsExactlyInAnyOrder(
                        names.of("device_id of p", "a", LocalDate.parse("2026-03-01"))
                                + ",2026-03-01T06:00:00Z,2026-03-01T06:15:00Z,882f594845fffff,882f594867fffff,1100.0,660.0,"
                                + trimmed,
                        names.of("device_id of p", "b", LocalDate.parse("2026-03-01"))
                                + ",2026-03-01T06:00:00Z,2026-03-01T06:15:00Z,882f594845fffff,882f594867fffff,1300.0,780.0,"
                                + trimmed);
        assertThat(report.notes()).containsEntry("rows_hidden", "1");
        assertThat(report.toJson()).doesNotContain("0123456789abcdef");
        byte[] bytes = Files.readAllBytes(file);
        export("trips", "--business-date=2026-03-01", "--pseudonym-key-file=" + key);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        assertRefused(
                "[T-ARGUMENT]", "grants device_pseudonym, but no key is named", "trips", "--business-date=2026-03-01");
        Files.writeString(key, "short");
        assertRefused(
                "[T-ARGUMENT]",
                "the key has 5 bytes, but must have at least 32",
                "trips",
                "--business-date=2026-03-01",
                "--pseudonym-key-file=" + key);
        Files.writeString(contract, CONTRACT);
        assertRefused(
                "[T-CONTRACT]",
                "The consumer was given trips of 2026-03-01; from trips and counts together those that are hidden could be computed.",
                "od_flows",
                "--business-date=2026-03-01");
    }

    @Test
    @Tag("full")
    void anOpenHaltIsRefusedUntilACheckIsPassed() throws IOException {
        Path rules = contract.resolveSibling("rules.dqdl");
        Files.writeString(rules, "Rules = [ RowCount > 100 ]");
        Job check = JobCatalog.named("check-quality");
        String[] arguments = {"--table=od_flows", "--ruleset=" + rules, "--on-failure=halt"};
        assertThatThrownBy(() -> lake.run(check, arguments)).hasMessageContaining("[T-QUALITY]");

        assertRefused("[T-QUALITY-OPEN]", "od_flows", "od_flows", "--business-date=2026-03-01");

        Files.writeString(rules, "Rules = [ RowCount > 1 ]");
        lake.run(check, arguments);
        export("od_flows", "--business-date=2026-03-01");
        assertThat(delivered("od_flows.csv")).isNotEmpty();
        assertThat(lake.read(RuleOutcomes.TABLE).count()).isEqualTo(2);
        assertThat(lake.version(StoredMetrics.TABLE)).isNotNegative();
    }

    private void assertRefused(String code, String reason, String product, String... arguments) {
        assertThatThrownBy(() -> export(product, arguments))
                .hasMessageContaining(code)
                .hasMessageContaining(reason);
    }

    private RunReport export(String product, String... arguments) {
        List<String> argv = new ArrayList<>(
                List.of("--consumer=city", "--product=" + product, "--contract=" + contract, "--outbound=" + outbound));
        argv.addAll(List.of(arguments));
        if (argv.stream().noneMatch(argument -> argument.startsWith("--as-of"))) {
            argv.add("--as-of=2026-06-01T00:00:00Z");
        }
        return lake.run(JobCatalog.named("export-product"), argv.toArray(String[]::new));
    }

    private String delivered(String name) throws IOException {
        return Files.readString(
                outbound.resolve("od_flows/service_date=2026-03-01").resolve(name));
    }

    /** Stands for the job that writes a table. */
    private record Stored(Table table, Dataset<Row> rows) implements Job {
        static Stored of(Table table, Dataset<Row> rows) {
            return new Stored(table, rows);
        }

        @Override
        public JobSpec spec() {
            return JobSpec.named("store-rows", "Stores rows.").writes(table);
        }

        @Override
        public Plan plan(Inputs inputs, Args args) {
            return Plan.of(new Write.ReplaceAll(table, rows));
        }
    }
}
