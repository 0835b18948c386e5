package io.tripmill.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tripmill.run.RunReport;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path on data that nobody of this project made, in the folder that TRIPMILL_REAL_DATA names; what peers answered lies
 * beside that folder, in {@code golden}.
 */
@SparkTest
@Tag("full")
class RealDataTest {
    private static final String COLUMNS = "device_id=id,timestamp=ts,lat=lat,lng=lon";

    private final EmbeddedLake lake;

    RealDataTest(SparkSession spark, @TempDir Path folder) {
        this.lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void presetTrackintelGivesItsStaysAndTripsOnABusLine() throws IOException {
        RunReport ingested =
                ingest("liverpool_bus.points.csv.gz", COLUMNS + ",source_seq=row", "--deduplicate", "exact");
        lake.sessionize("--preset", "trackintel");

        assertThat(ingested.rows()).isEqualTo(new RunReport.Rows(1533, 1533, 0, 0));
        equalsPeer(
                Stays.TABLE, "liverpool_bus.trackintel.d100_t5_g15.staypoints.csv", Map.of("lat", "lat", "lng", "lon"));
        equalsPeer(
                Trips.TABLE,
                "liverpool_bus.trackintel.d100_t5_g15.trips.csv",
                Map.of("start_lat", "o_lat", "start_lng", "o_lon", "end_lat", "d_lat", "end_lng", "d_lon"));
    }

    @Test
    void sessionsWithAGapOfFiveMinutesAreTheSegmentsOfMovingpandas() throws IOException {
        ingest("liverpool_bus.points.csv.gz", COLUMNS + ",source_seq=row", "--deduplicate", "exact");
        lake.sessionize("--session-gap", "PT5M");

        // A segment of one ping is no segment there.
        Map<String, Row> sessions = byStart(Sessions.TABLE, "ping_count > 1");
        List<Map<String, String>> segments = golden("liverpool_bus.movingpandas.gap300s.csv");
        assertThat(sessions).hasSameSizeAs(segments);
        for (Map<String, String> segment : segments) {
            Row session = row(sessions, segment);
            assertThat(session.<Object>getAs("end_time")).hasToString(segment.get("finished_at"));
            assertThat(session.<Long>getAs("ping_count")).isEqualTo(Long.parseLong(segment.get("n_points")));
        }
    }

    @Test
    void taxisNewestFirstAreIngestedAndSessionizedWhole() {
        RunReport ingested = ingest("cabspotting_10taxis.csv.gz", COLUMNS);
        lake.sessionize();

        assertThat(ingested.rows()).isEqualTo(new RunReport.Rows(183_591, 183_591, 0, 0));
        assertThat(lake.read(Sessions.TABLE).count()).isEqualTo(570);
        assertThat(lake.read(Stays.TABLE).count()).isEqualTo(1_853);
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(1_023);
    }

    private RunReport ingest(String file, String columns, String... more) {
        Path data = data().resolve(file);
        assumeThat(data).as("no " + file + " in TRIPMILL_REAL_DATA").exists();
        String[] arguments = {
            "--landing", data.toString(), "--format", "csv", "--provider-id", "p", "--columns", columns
        };
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return lake.run(JobCatalog.named("ingest-pings"), all.toArray(String[]::new));
    }

    private static Path data() {
        String folder = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(folder).as("TRIPMILL_REAL_DATA names no folder of real data").isNotBlank();
        return Path.of(String.valueOf(folder));
    }

    private void equalsPeer(Table table, String golden, Map<String, String> places) throws IOException {
        Map<String, Row> ours = byStart(table, "true");
        List<Map<String, String>> theirs = golden(golden);
        assertThat(ours).as(table.name()).hasSameSizeAs(theirs);
        for (Map<String, String> expected : theirs) {
            Row row = row(ours, expected);
            assertThat(row.<Object>getAs("end_time"))
                    .as(table + " " + expected)
                    .hasToString(expected.get("finished_at"));
            places.forEach((column, peer) -> assertThat(row.<Double>getAs(column))
                    .as(table + "." + column + " " + expected)
                    .isCloseTo(Double.parseDouble(expected.get(peer)), Offset.offset(1e-9)));
        }
    }

    private static Row row(Map<String, Row> byStart, Map<String, String> peer) {
        String start = peer.get("id") + " " + peer.get("started_at");
        return requireNonNull(byStart.get(start), () -> "no row for " + peer);
    }

    private Map<String, Row> byStart(Table table, String condition) {
        Map<String, Row> rows = new TreeMap<>();
        for (Row row : lake.read(table).filter(condition).collectAsList()) {
            rows.put(row.getAs("device_id") + " " + row.getAs("start_time"), row);
        }
        return rows;
    }

    private static List<Map<String, String>> golden(String file) throws IOException {
        List<String> lines = Files.readAllLines(data().resolveSibling("golden").resolve(file));
        String[] names = lines.get(0).split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> {
                    Map<String, String> row = new TreeMap<>();
                    for (int i = 0; i < names.length; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }
}
