package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.transit.realtime.GtfsRealtime.FeedEntity;
import com.google.transit.realtime.GtfsRealtime.FeedHeader;
import com.google.transit.realtime.GtfsRealtime.FeedMessage;
import com.google.transit.realtime.GtfsRealtime.Position;
import com.google.transit.realtime.GtfsRealtime.VehicleDescriptor;
import com.google.transit.realtime.GtfsRealtime.VehiclePosition;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.testkit.SparkTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds of real scooters and buses, in the folder that TRIPMILL_REAL_DATA names. */
@SparkTest
@Tag("full")
class RealFeedsTest {
    private static final Instant LANDED = Instant.parse("2026-11-01T00:00:00Z");

    private final EmbeddedLake lake;
    private final EmbeddedLake other;

    RealFeedsTest(SparkSession spark, @TempDir Path folder) {
        this.lake = new EmbeddedLake(spark, folder.resolve("one"));
        this.other = new EmbeddedLake(spark, folder.resolve("other"));
    }

    @Test
    void routesOfScootersComeInPointByPoint() throws IOException {
        Path trips = file("sharedstreets_mds_trips_fixture.json");
        long points = 0;
        Set<String> instants = new HashSet<>();
        for (String line : Files.readAllLines(trips)) {
            JsonNode trip = new ObjectMapper().readTree(line);
            for (JsonNode point : trip.path("route").path("features")) {
                points++;
                instants.add(trip.path("vehicle_id").asText()
                        + point.path("properties").path("timestamp"));
            }
        }
        lake.land("trips.json", Files.readAllBytes(trips), LANDED);

        RunReport report = lake.ingest("--format", "mds", "--provider-id", "real", "--columns", "device_id=vehicle_id");

        assertThat(points).isPositive();
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(points, instants.size(), 0, points - instants.size()));
    }

    @Test
    void changesOfTheStateOfScootersArePositions() throws IOException {
        Path changes = file("sharedstreets_mds_status_changes_fixture.json");
        lake.land("status_changes.json", Files.readAllBytes(changes), LANDED);

        RunReport report = lake.ingest(
                "--format",
                "mds",
                "--provider-id",
                "real",
                "--columns",
                "device_id=vehicle_id,vehicle_state=event_type");

        assertThat(report.rows().read()).isEqualTo(Files.readAllLines(changes).size());
        assertThat(report.rows().quarantined()).isZero();
        assertThat(lake.read(Pings.TABLE).filter("vehicle_state is null").count())
                .isZero();
    }

    @Test
    void aBusHasTheSamePositionsAsGpxAndTheSameSessionsAsGtfsRealtime() throws IOException {
        List<String> lines = lines("limerick_bus304.csv.gz");
        StringBuilder gpx = new StringBuilder("<gpx><trk><name>304</name><trkseg>");
        FeedMessage.Builder feed =
                FeedMessage.newBuilder().setHeader(FeedHeader.newBuilder().setGtfsRealtimeVersion("2.0"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            gpx.append(String.format(
                    "<trkpt lat=\"%s\" lon=\"%s\"><time>%s</time></trkpt>%n", cells[2], cells[3], cells[1]));
            feed.addEntity(FeedEntity.newBuilder()
                    .setId(String.valueOf(feed.getEntityCount()))
                    .setVehicle(VehiclePosition.newBuilder()
                            .setVehicle(VehicleDescriptor.newBuilder().setId(cells[0]))
                            .setTimestamp(Instant.parse(cells[1]).getEpochSecond())
                            .setPosition(Position.newBuilder()
                                    .setLatitude(Float.parseFloat(cells[2]))
                                    .setLongitude(Float.parseFloat(cells[3])))));
        }
        lake.land("bus.csv", String.join("\n", lines));
        lake.ingest("--format", "csv", "--provider-id", "real", "--columns", "device_id=id,timestamp=ts,lng=lon");
        other.land("bus.gpx", gpx.append("</trkseg></trk></gpx>").toString());
        other.ingest("--format", "gpx", "--provider-id", "real", "--columns", "device_id=track_name");
        assertThat(places(lake).count()).isPositive();
        assertThatRows(places(other)).hasSameRowsAs(places(lake));

        // The same instants again: GTFS Realtime has places of less precision, so other rows may be kept of them, but
        // no more.
        Path again = other.land("bus.pb", feed.build().toByteArray(), LANDED);
        other.run(
                JobCatalog.named("ingest-pings"),
                "--landing",
                again.toString(),
                "--format",
                "gtfs-rt",
                "--provider-id",
                "real");
        lake.sessionize();
        other.sessionize();
        assertThatRows(silences(other)).hasSameRowsAs(silences(lake));
    }

    private static Dataset<Row> places(EmbeddedLake lake) {
        return lake.read(Pings.TABLE).select("device_id", "timestamp", "lat", "lng");
    }

    private static Dataset<Row> silences(EmbeddedLake lake) {
        return lake.read(Sessions.TABLE).select("session_id", "start_time", "end_time", "ping_count", "max_gap_s");
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static Path file(String name) {
        String data = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(data).as("TRIPMILL_REAL_DATA names no folder of real data").isNotBlank();
        Path path = Path.of(String.valueOf(data)).resolve(name);
        assumeThat(path).as("no " + name + " in TRIPMILL_REAL_DATA").exists();
        return path;
    }
}
