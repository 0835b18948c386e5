package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.run.RunReport;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The whole path on the landing files of testdata/pipeline; every table as its README explains it, row by row. */
@SparkTest
class PipelineTest {
    private static final Path TESTDATA = Path.of("../testdata/pipeline");

    /** What differs from machine to machine: where the clone lies, and when git wrote the files. */
    private static final Map<Table, List<Field>> OF_THE_MACHINE = Map.of(
            Pings.TABLE,
            List.of(Pings.SOURCE_FILE),
            QuarantinedPings.TABLE,
            List.of(QuarantinedPings.SOURCE_FILE, QuarantinedPings.INGEST_TIME, QuarantinedPings.SERVICE_DATE));

    static final List<Table> TABLES = List.of(
            Pings.TABLE,
            QuarantinedPings.TABLE,
            Sessions.TABLE,
            Stays.TABLE,
            Trips.TABLE,
            HourlyTrips.TABLE,
            DailyTrips.TABLE,
            OdFlows.TABLE,
            DailyOdFlows.TABLE,
            VehicleDays.TABLE,
            Parkings.TABLE,
            StayZones.TABLE);

    private static EmbeddedLake lake;
    private static RunReport sessionized;

    @BeforeAll
    static void runTheMainPath(SparkSession spark, @TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
        RunReport ingested = lake.run(
                JobCatalog.named("ingest-pings"),
                "--landing",
                TESTDATA.resolve("landing").toString(),
                "--format",
                "json",
                "--zone",
                "Europe/Berlin");
        sessionized = lake.sessionize();
        lake.run(JobCatalog.named("aggregate-trips"));
        lake.run(JobCatalog.named("aggregate-vehicles"));
        assertThat(ingested.rows()).isEqualTo(new RunReport.Rows(28, 21, 5, 2));
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void everyTableIsAsWritten(Table table) throws IOException {
        Column[] columns = table.fields().stream()
                .filter(field -> !OF_THE_MACHINE.getOrDefault(table, List.of()).contains(field))
                .map(Field::col)
                .toArray(Column[]::new);
        String actual = TextTable.print(lake.read(table).select(columns));
        Path written = Path.of("target/pipeline").resolve(table + ".txt");
        Files.createDirectories(written.getParent());
        Files.writeString(written, actual);

        assertThat(actual)
                .as("if the change is meant, copy jobs/" + written + " to testdata/pipeline/golden")
                .isEqualTo(Files.readString(TESTDATA.resolve("golden").resolve(table + ".txt")));
    }

    @Test
    void theRunTellsWhatItReadAndWrote() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines =
                Files.readAllLines(lake.root().resolve("control/lineage/" + sessionized.runId() + ".jsonl"));
        assertThat(lines).hasSize(2);
        JsonNode started = json.readTree(lines.get(0));
        JsonNode completed = json.readTree(lines.get(1));

        assertThat(started.path("eventType").asText()).isEqualTo("START");
        assertThat(completed.path("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(completed.path("run").path("runId"))
                .isEqualTo(started.path("run").path("runId"));
        String root = lake.root().toRealPath() + "/silver/";
        assertThat(completed.path("inputs").findValuesAsText("namespace")).containsOnly("file");
        assertThat(names(completed.path("inputs"))).containsExactly(root + "pings");
        assertThat(names(completed.path("outputs")))
                .containsExactlyInAnyOrder(root + "trips", root + "stays", root + "sessions");
        assertThat(completed
                        .path("inputs")
                        .get(0)
                        .path("facets")
                        .path("version")
                        .path("datasetVersion")
                        .asText())
                .isEqualTo(String.valueOf(lake.version(Pings.TABLE)));
    }

    private static List<String> names(JsonNode datasets) {
        List<String> names = new ArrayList<>();
        datasets.forEach(dataset -> names.add(dataset.path("name").asText()));
        return names;
    }
}
