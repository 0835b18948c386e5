package io.tripmill.jobs.trips;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class SessionizeTripsTest {
    /** Ten minutes of driving north, twenty of standing, ten of driving; then another device's lone ping, which sets the watermark. */
    private static final List<String> DRIVE_STAND_DRIVE = List.of(
            "d1,2026-03-01T06:00:00Z,35.000,139.0",
            "d1,2026-03-01T06:05:00Z,35.010,139.0",
            "d1,2026-03-01T06:10:00Z,35.020,139.0",
            "d1,2026-03-01T06:20:00Z,35.020,139.0",
            "d1,2026-03-01T06:30:00Z,35.020,139.0",
            "d1,2026-03-01T06:40:00Z,35.030,139.0",
            "d2,2026-03-01T07:10:00Z,36.000,140.0");

    private static final String[] CSV = {
        "--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"
    };

    private static EmbeddedLake ingested;

    private final SparkSession spark;
    private EmbeddedLake lake;

    SessionizeTripsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void ingestOnce(SparkSession spark, @TempDir Path folder) {
        ingested = new EmbeddedLake(spark, folder);
        ingest(ingested, DRIVE_STAND_DRIVE);
    }

    @BeforeEach
    void ownCopy(@TempDir Path folder) {
        lake = ingested.copyTo(folder);
    }

    @Test
    void pingsBecomeSessionsStaysAndTrips() {

        RunReport report = lake.sessionize();

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 2, 0, 0));
        assertThatRows(lake.read(Sessions.TABLE)).hasRows("""
                provider_id | device_id | start_time           | end_time             | duration_s | ping_count | flagged_ping_count | max_gap_s | is_open | flags                | service_date
                acme        | d1        | 2026-03-01T06:00:00Z | 2026-03-01T06:40:00Z | 2400.0     | 6          | 0                  | 600.0     | true    | [GAP_START]          | 2026-03-01
                acme        | d2        | 2026-03-01T07:10:00Z | 2026-03-01T07:10:00Z | 0.0        | 1          | 0                  | 0.0       | true    | [GAP_START]          | 2026-03-01
                """);
        assertThatRows(lake.read(Stays.TABLE)).hasRows("""
                device_id | start_time           | end_time             | duration_s | lat   | lng   | ping_count | is_open | flags
                d1        | 2026-03-01T06:10:00Z | 2026-03-01T06:30:00Z | 1200.0     | 35.02 | 139.0 | 3          | true    | []
                """);
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | start_time           | end_time             | start_lat | end_lat | ping_count | start_h3        | end_h3          | is_open | flags
                d1        | 2026-03-01T06:00:00Z | 2026-03-01T06:10:00Z | 35.0      | 35.02   | 3          | 892f594847bffff | 892f5948667ffff | false   | [GAP_START]
                d1        | 2026-03-01T06:30:00Z | 2026-03-01T06:40:00Z | 35.02     | 35.03   | 2          | 892f5948667ffff | 892f59482dbffff | true    | []
                """);
    }

    @Test
    void aSessionClosesWhenTheProvidersWatermarkPassesItsEndByMoreThanTheGap(@TempDir Path folder) {
        List<String> later = new ArrayList<>(DRIVE_STAND_DRIVE.subList(0, 6));
        later.add("d2,2026-03-01T07:10:00.000001Z,36.000,140.0");
        EmbeddedLake other = new EmbeddedLake(spark, folder);
        ingest(other, later);

        other.sessionize();

        assertThatRows(other.read(Sessions.TABLE)).hasRows("""
                device_id | is_open | flags
                d1        | false   | [GAP_END, GAP_START]
                d2        | true    | [GAP_START]
                """);
    }

    @Test
    @Tag("full")
    void anotherOrderOfTheSameLandingGivesTheSameRows(@TempDir Path other) {
        lake.sessionize();
        List<String> shuffled = new ArrayList<>(DRIVE_STAND_DRIVE);
        Collections.shuffle(shuffled, new Random(7));
        EmbeddedLake reordered = new EmbeddedLake(spark, other);
        for (int i = 0; i < shuffled.size(); i++) {
            reordered.land("part-" + i + ".csv", "id,ts,lat,lon\n" + shuffled.get(i) + "\n");
        }
        reordered.ingest(CSV);
        reordered.sessionize();

        assertThatRows(reordered.read(Sessions.TABLE)).hasSameRowsAs(lake.read(Sessions.TABLE));
        assertThatRows(reordered.read(Stays.TABLE)).hasSameRowsAs(lake.read(Stays.TABLE));
        assertThatRows(reordered.read(Trips.TABLE)).hasSameRowsAs(lake.read(Trips.TABLE));
    }

    @Test
    void theSameRunRepeatedChangesNothing() {
        lake.sessionize();
        long version = lake.version(Sessions.TABLE);

        RunReport again = lake.sessionize();

        assertThat(again.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(lake.version(Sessions.TABLE)).isEqualTo(version);
    }

    @Test
    @Tag("full")
    void aRunThatWasStoppedBetweenTwoCommitsIsMadeGoodByTheNext(@TempDir Path other) throws IOException {
        lake.sessionize();
        EmbeddedLake stopped = lake.copyTo(other);
        stopped.sessionize("--session-gap", "PT5M", "--recompute", "full");
        // Stays are of the stopped run, trips and sessions of the one before.
        for (String table : List.of("trips", "sessions")) {
            Files.delete(stopped.root().resolve("silver/" + table + "/_delta_log/" + String.format("%020d.json", 1)));
            Files.deleteIfExists(
                    stopped.root().resolve("silver/" + table + "/_delta_log/." + String.format("%020d.json.crc", 1)));
        }
        assertThat(stopped.version(Stays.TABLE)).isEqualTo(1);
        assertThat(stopped.version(Sessions.TABLE)).isZero();

        stopped.sessionize();

        assertThatRows(stopped.read(Stays.TABLE)).hasSameRowsAs(lake.read(Stays.TABLE));
        assertThatRows(stopped.read(Trips.TABLE)).hasSameRowsAs(lake.read(Trips.TABLE));
        assertThatRows(stopped.read(Sessions.TABLE)).hasSameRowsAs(lake.read(Sessions.TABLE));
    }

    @Test
    void lateDataIsTakenUpByTheNextRun() {
        lake.sessionize();
        Path late = lake.land(
                "late.csv",
                "id,ts,lat,lon\nd1,2026-03-01T07:10:00Z,35.040,139.0\nd1,2026-03-01T07:20:00Z,35.050,139.0\n");
        // This file alone: the lake is a copy, whose other landing file has another path than the one it consumed.
        List<String> argv = new ArrayList<>(List.of(CSV));
        argv.addAll(List.of("--landing", late.toString()));
        lake.run(JobCatalog.named("ingest-pings"), argv.toArray(String[]::new));

        // Not the lone ping of the other device.
        assertThat(lake.sessionize().rows()).isEqualTo(new RunReport.Rows(8, 0, 0, 0));
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | start_time           | end_time
                d1        | 2026-03-01T06:00:00Z | 2026-03-01T06:10:00Z
                d1        | 2026-03-01T06:30:00Z | 2026-03-01T07:20:00Z
                """);
    }

    @Tag("full")
    @Test
    void otherParametersThanTheStoredOnesNeedAFullRecomputation() {
        lake.sessionize();

        assertThatThrownBy(() -> lake.sessionize("--session-gap", "PT5M"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER]")
                .hasMessageContaining("--recompute full");
        lake.sessionize("--session-gap", "PT5M", "--recompute", "full");

        assertThat(lake.read(Sessions.TABLE).count()).isEqualTo(5);
    }

    @Test
    void aRangeNeedsBothItsEnds() {
        assertThatThrownBy(() -> lake.sessionize("--recompute", "range", "--from", "2026-03-01"))
                .hasMessageStartingWith("[T-ARGUMENT]")
                .hasMessageContaining("needs both --from and --to");
        assertThatThrownBy(() -> lake.sessionize("--from", "2026-03-01"))
                .hasMessageContaining("belong to --recompute range");
        assertThatThrownBy(() -> lake.sessionize("--recompute", "range", "--from", "2026-03-02", "--to", "2026-03-01"))
                .hasMessageContaining("--to 2026-03-01 is before --from 2026-03-02");
    }

    @Tag("full")
    @Test
    void anExplicitArgumentBeatsThePresetAndThePresetBeatsTheDefault() {

        assertThat(lake.sessionize("--preset", "trackintel").notes().get("params"))
                .contains("session_gap_us=900000000 ");
        assertThat(lake.sessionize("--preset", "trackintel", "--session-gap", "PT20M", "--recompute", "full")
                        .notes()
                        .get("params"))
                .contains("session_gap_us=1200000000 ");
    }

    @Tag("full")
    @Test
    void presetTrackintelWarnsOnALakeThatKeepsOnePlaceAnInstant() {

        assertThat(lake.sessionize("--preset", "trackintel").warnings())
                .singleElement()
                .asString()
                .contains("deduplicate timestamp");
    }

    @Tag("full")
    @Test
    void profilesChangeThresholdsByVehicleType(@TempDir Path folder) throws IOException {
        Path profiles = Files.writeString(
                folder.resolve("profiles.json"),
                "{\"profiles\": [{\"vehicle_type\": \"bus\", \"trip_stay_min_duration\": \"PT30M\"}]}");
        EmbeddedLake buses = new EmbeddedLake(spark, folder.resolve("buses"));
        buses.land("a.csv", "id,ts,lat,lon,vehicle_type\n" + String.join(",bus\n", DRIVE_STAND_DRIVE) + ",bus\n");
        buses.ingest(CSV);

        buses.sessionize("--profiles", profiles.toString());

        assertThatRows(buses.read(Trips.TABLE)).hasRows("""
                device_id | vehicle_type | start_time           | end_time             | moving_time_s
                d1        | bus          | 2026-03-01T06:00:00Z | 2026-03-01T06:40:00Z | 1200.0
                """);
    }

    @Test
    void brokenProfilesAreRefusedWithEveryProblem(@TempDir Path folder) throws IOException {
        Path profiles = Files.writeString(
                folder.resolve("profiles.json"),
                "{\"profiles\": [{\"vehicle_type\": \"bus\", \"stay_radius_m\": -1, \"speed\": 3}, {}]}");

        assertThatThrownBy(() -> lake.sessionize("--profiles", profiles.toString()))
                .hasMessageStartingWith("[T-ARGUMENT] --profiles: ")
                .hasMessageContaining("profiles[0].speed")
                .hasMessageContaining("profiles[0].stay_radius_m")
                .hasMessageContaining("profiles[1]");
    }

    @Test
    void aLakeThatIsNotThereIsMissed(@TempDir Path nowhere) {
        EmbeddedLake none = new EmbeddedLake(spark, nowhere);
        assertThatThrownBy(() -> none.sessionize()).hasMessageStartingWith("[T-INPUT-MISSING] There is no lake at");
    }

    private static void ingest(EmbeddedLake lake, List<String> lines) {
        lake.land("a.csv", "id,ts,lat,lon\n" + String.join("\n", lines) + "\n");
        lake.ingest(CSV);
    }
}
