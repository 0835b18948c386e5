package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Location;
import io.tripmill.run.Layout;
import io.tripmill.run.RunLedger;
import io.tripmill.run.RunReport;
import io.tripmill.run.Storage;
import io.tripmill.run.Undo;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nights of three jobs each, and back. */
@SparkTest
@Tag("full")
class UndoTest {
    private static final List<Table> TABLES = List.of(
            Pings.TABLE,
            QuarantinedPings.TABLE,
            Sessions.TABLE,
            Stays.TABLE,
            Trips.TABLE,
            HourlyTrips.TABLE,
            OdFlows.TABLE);
    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");

    private static EmbeddedLake twoNights;
    private static Map<Table, List<String>> afterOne;
    private static Map<Table, List<String>> afterTwo;

    private final SparkSession spark;
    private EmbeddedLake lake;

    UndoTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void runTwoNights(SparkSession spark, @TempDir Path folder) {
        twoNights = new EmbeddedLake(spark, folder);
        night(twoNights, 1);
        afterOne = rows(twoNights);
        night(twoNights, 2);
        afterTwo = rows(twoNights);
        assertThat(afterTwo).allSatisfy((table, rows) -> assertThat(rows).isNotEqualTo(afterOne.get(table)));
    }

    @BeforeEach
    void copy(@TempDir Path folder) {
        lake = twoNights.copyTo(folder);
    }

    @Test
    void undoneRunsRunAgainMakeTheSameRows() {
        undo("aggregate-2");
        undo("sessionize-2");
        RunReport undone = undo("ingest-2");

        assertThat(rows(lake)).isEqualTo(afterOne);
        assertThat(undone.tables()).containsOnlyKeys("pings", "quarantined_pings");
        assertThat(lake.root().resolve("control/runs/" + undone.runId() + ".json"))
                .content()
                .contains("\"undone_run\":\"ingest-2\"");

        RunReport ingested = lake.run(JobCatalog.named("ingest-pings"), arguments(landed("day2.csv"), "ingest-again"));
        lake.sessionize();
        lake.aggregate();

        assertThat(ingested.rows().read()).isEqualTo(8);
        assertThat(rows(lake)).isEqualTo(afterTwo);
    }

    @Test
    void theFirstNightIsUndoneToo() {
        Stream.of("aggregate-2", "sessionize-2", "ingest-2", "aggregate-1", "sessionize-1", "ingest-1")
                .forEach(this::undo);

        assertThat(rows(lake)).allSatisfy((table, rows) -> assertThat(rows).isEmpty());
        // What was consumed is to be consumed again.
        assertThat(lake.run(JobCatalog.named("ingest-pings"), arguments(landed("day1.csv"), "once-more"))
                        .rows()
                        .read())
                .isEqualTo(8);
        assertThat(rows(lake).get(Pings.TABLE)).isEqualTo(afterOne.get(Pings.TABLE));
    }

    @Test
    void anUndoingIsMadeGoodByTheSameJobAgain() {
        RunReport undone = undo("aggregate-2");

        refused(undone.runId(), "took another run back, and is not taken back itself");
        lake.aggregate();

        assertThat(rows(lake)).isEqualTo(afterTwo);
    }

    @Test
    void whatLaterRunsBuiltOnIsNotUndone() {
        refused("sessionize-2", "What run 'sessionize-2' wrote to trips was read by run 'aggregate-2'");
        refused("aggregate-1", "was written after run 'aggregate-1', by run 'aggregate-2'");
        undo("aggregate-2");
        refused("ingest-2", "What run 'ingest-2' wrote to pings was read by run 'sessionize-2'");
        refused("aggregate-2", "Run 'aggregate-2' wrote nothing that is still there.");
    }

    @Test
    void filesWrittenAnewDoNotForbidIt() {
        spark.sql("OPTIMIZE delta.`" + lake.root().resolve("gold/hourly_trips") + "`");

        undo("aggregate-2");

        assertThat(rows(lake).get(HourlyTrips.TABLE)).isEqualTo(afterOne.get(HourlyTrips.TABLE));
    }

    @Test
    void afterVacuumOrErasureItIsTooLate() throws IOException {
        report(
                "erased",
                "{\"job\": \"erase-device\", \"run_id\": \"erased\", \"state\": \"succeeded\","
                        + " \"started_at\": \"2999-01-01T00:00:00Z\", \"tables\": {\"hourly_trips\": {}}}");
        refused("aggregate-2", "Run 'erased' erased a device since");
        Files.delete(lake.root().resolve("control/runs/erased.json"));

        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        spark.sql("VACUUM delta.`" + lake.root().resolve("gold/hourly_trips") + "` RETAIN 0 HOURS");
        spark.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
        refused("aggregate-2", "The files of hourly_trips as it stood before are vacuumed");

        String hourly = "delta.`" + lake.root().resolve("gold/hourly_trips") + "`";
        long erased = lake.version(HourlyTrips.TABLE) + 1;
        spark.sql("ALTER TABLE " + hourly + " SET TBLPROPERTIES ('tripmill.erased_at_version' = '" + erased + "')");
        refused("aggregate-2", "A device was erased from hourly_trips since, in version " + erased);
    }

    @Test
    void aRunTellsOfItselfWhileItGoesOn() throws IOException {
        RunLedger ledger = new RunLedger(
                new Storage(spark.sparkContext().hadoopConfiguration()),
                Layout.of(Location.of(lake.root().toString())));
        assertThatThrownBy(() -> lake.run(
                        JobCatalog.named("aggregate-trips"),
                        stage -> {
                            if (!stage.startsWith("starting")) {
                                assertThat(ledger.entry("broken").state().word())
                                        .isEqualTo("running");
                                throw new IllegalStateException("seen");
                            }
                        },
                        "--run-id",
                        "broken"))
                .hasMessageContaining("seen");
        assertThat(ledger.entry("broken").state().word()).isEqualTo("failed");

        report(
                "now",
                "{\"job\": \"aggregate-trips\", \"run_id\": \"now\", \"state\": \"running\", \"started_at\": \""
                        + Instant.now() + "\"}");
        refused("now", "has not told of its end");
    }

    private void report(String id, String json) throws IOException {
        Files.writeString(lake.root().resolve("control/runs/" + id + ".json"), json);
    }

    private void refused(String runId, String reason) {
        Map<Table, List<Long>> before = versions();
        assertThatThrownBy(() -> undo(runId))
                .hasMessageStartingWith("[T-NOT-UNDONE]")
                .hasMessageContaining(reason);
        assertThat(versions()).isEqualTo(before);
    }

    private Map<Table, List<Long>> versions() {
        Map<Table, List<Long>> versions = new LinkedHashMap<>();
        TABLES.forEach(table -> versions.put(table, List.of(lake.version(table))));
        return versions;
    }

    private RunReport undo(String runId) {
        return new Undo(
                        spark,
                        Layout.of(Location.of(lake.root().toString())),
                        List.copyOf(JobCatalog.tables().values()),
                        Clock.systemUTC())
                .undo(runId);
    }

    /** Where the copied lake found it, too. */
    private static Path landed(String name) {
        return twoNights.landing().resolve(name);
    }

    /** A device stands, drives and stands on each day; one record is broken. */
    private static void night(EmbeddedLake lake, int day) {
        StringBuilder csv = new StringBuilder("device_id,timestamp,lat,lng\n");
        for (int i = 0; i < 7; i++) {
            csv.append("d,2026-03-0%dT08:%02d:00Z,%s,8.54%n"
                    .formatted(day, i * 4, 47.3 + 0.01 * Math.max(0, i - 2) * day));
        }
        csv.append("d,never,47.3,8.5\n");
        Path file = lake.land(
                "day" + day + ".csv",
                csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                FIRST.plusSeconds(86_400L * day));
        lake.run(JobCatalog.named("ingest-pings"), arguments(file, "ingest-" + day));
        lake.sessionize("--run-id", "sessionize-" + day);
        lake.aggregate("--run-id", "aggregate-" + day);
    }

    private static String[] arguments(Path file, String runId) {
        return new String[] {"--landing", file.toString(), "--format", "csv", "--provider-id", "p", "--run-id", runId};
    }

    private static Map<Table, List<String>> rows(EmbeddedLake lake) {
        Map<Table, List<String>> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(
                table,
                lake.read(table).collectAsList().stream()
                        .map(Row::toString)
                        .sorted()
                        .toList()));
        return rows;
    }
}
