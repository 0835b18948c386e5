package io.tripmill.jobs.trips;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --trip-source state}, on a lake. */
@SparkTest
class TripsByStateTest {
    /** A cab's two rides from its rank, one of a single ping; a cab that reports no state; a late cab that sets the watermark. */
    private static final List<String> RIDES = List.of(
            "c1,2026-03-01T06:00:00Z,35.000,139.0,available",
            "c1,2026-03-01T06:16:00Z,35.000,139.0,available",
            "c1,2026-03-01T06:17:00Z,35.002,139.0,on_trip",
            "c1,2026-03-01T06:20:00Z,35.020,139.0,on_trip",
            "c1,2026-03-01T06:21:00Z,35.020,139.0,available",
            "c1,2026-03-01T06:30:00Z,35.030,139.0,on_trip",
            "c2,2026-03-01T06:00:00Z,35.000,139.0,",
            "c2,2026-03-01T06:10:00Z,35.010,139.0,",
            "c3,2026-03-01T06:59:00Z,36.000,140.0,reserved");

    private final SparkSession spark;
    private EmbeddedLake lake;

    TripsByStateTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void tripsAreTheRidesThatTheVehiclesTell() {
        ingest(lake, List.of(RIDES));

        RunReport report = lake.sessionize("--trip-source", "state");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(9, 2, 0, 0));
        assertThat(report.notes().get("params")).endsWith(" trip_states[0]=7:on_trip");
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | start_time           | end_time             | start_lat | end_lat | duration_s | ping_count | is_open | flags
                c1        | 2026-03-01T06:17:00Z | 2026-03-01T06:20:00Z | 35.002    | 35.02   | 180.0      | 2          | false   | []
                c1        | 2026-03-01T06:30:00Z | 2026-03-01T06:30:00Z | 35.03     | 35.03   | 0.0        | 1          | true    | [SHORT_DISTANCE, SHORT_DURATION]
                """);
        assertThat(lake.read(Trips.TABLE)
                        .join(lake.read(Stays.TABLE).where("duration_s >= 900"), "device_id")
                        .where("origin_stay_id = stay_id")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void severalStatesMayMakeATrip() {
        ingest(lake, List.of(RIDES));

        lake.sessionize("--trip-source", "state", "--trip-states", "reserved, available");

        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | start_time           | end_time             | ping_count
                c1        | 2026-03-01T06:00:00Z | 2026-03-01T06:16:00Z | 2
                c1        | 2026-03-01T06:21:00Z | 2026-03-01T06:21:00Z | 1
                c3        | 2026-03-01T06:59:00Z | 2026-03-01T06:59:00Z | 1
                """);
    }

    @Test
    void sessionsAndStaysAreThoseOfGeometryButForTheirParameters(@TempDir Path other) {
        ingest(lake, List.of(RIDES));
        lake.sessionize("--trip-source", "state");
        EmbeddedLake byGeometry = new EmbeddedLake(spark, other);
        ingest(byGeometry, List.of(RIDES));
        byGeometry.sessionize();

        String[] named = {"params_hash", "session_id", "stay_id"};
        assertThatRows(lake.read(Sessions.TABLE).drop(named))
                .hasSameRowsAs(byGeometry.read(Sessions.TABLE).drop(named));
        assertThatRows(lake.read(Stays.TABLE).drop(named))
                .hasSameRowsAs(byGeometry.read(Stays.TABLE).drop(named));
    }

    @Test
    void anotherOrderOfTheSameLandingGivesTheSameRows(@TempDir Path other) {
        ingest(lake, List.of(RIDES));
        lake.sessionize("--trip-source", "state");
        List<String> shuffled = new ArrayList<>(RIDES);
        Collections.shuffle(shuffled, new Random(7));
        EmbeddedLake reordered = new EmbeddedLake(spark, other);
        ingest(reordered, shuffled.stream().map(List::of).toList());
        reordered.sessionize("--trip-source=state", "--trip-states=on_trip");

        assertThatRows(reordered.read(Sessions.TABLE)).hasSameRowsAs(lake.read(Sessions.TABLE));
        assertThatRows(reordered.read(Stays.TABLE)).hasSameRowsAs(lake.read(Stays.TABLE));
        assertThatRows(reordered.read(Trips.TABLE)).hasSameRowsAs(lake.read(Trips.TABLE));
    }

    @Test
    void tripsOfAnotherSourceNeedAFullRecomputation() {
        ingest(lake, List.of(RIDES));
        lake.sessionize("--trip-source", "geometry");

        assertThatThrownBy(() -> lake.sessionize("--trip-source", "state")).hasMessageStartingWith("[T-PARAMS-DIFFER]");
        lake.sessionize("--trip-source", "state", "--recompute", "full");
        assertThatThrownBy(() -> lake.sessionize("--trip-source", "state", "--trip-states", "on_trip,reserved"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER]");
        lake.sessionize("--recompute", "full");

        assertThat(lake.sessionize("--trip-source", "geometry").rows())
                .as("the default, named")
                .isEqualTo(RunReport.Rows.NONE);
    }

    @Test
    void statesWithoutTheirSourceAreRefused() {
        assertThatThrownBy(() -> lake.sessionize("--trip-states", "on_trip"))
                .hasMessageStartingWith("[T-ARGUMENT]")
                .hasMessageContaining(
                        "--trip-states belongs to --trip-source state; add it, or leave --trip-states out");
        assertThatThrownBy(() -> lake.sessionize("--trip-source", "geometry", "--trip-states", "on_trip"))
                .hasMessageContaining("--trip-states belongs to --trip-source state");
    }

    @Test
    void anEmptyStateIsRefused() {
        for (String states : List.of("", "on_trip,", " , reserved")) {
            assertThatThrownBy(() -> lake.sessionize("--trip-source", "state", "--trip-states", states))
                    .hasMessageStartingWith("[T-ARGUMENT]")
                    .hasMessageContaining("--trip-states: '" + states + "' must be words, none of them empty");
        }
    }

    @Test
    void presetTrackintelIsRefusedWithStates() {
        assertThatThrownBy(() -> lake.sessionize("--preset", "trackintel", "--trip-source", "state"))
                .hasMessageStartingWith("[T-ARGUMENT]")
                .hasMessageContaining("--preset trackintel finds trips as trackintel does, not by state; leave out"
                        + " --preset, or --trip-source");
    }

    @Test
    void theStateIsReadFromTheFilesOnlyWhereItMakesTrips() {
        ingest(lake, List.of(RIDES));
        Dataset<Row> pings = lake.read(Pings.TABLE);
        TrajectoryOptions options = TrajectoryOptions.defaults();

        assertThatPlanOf(Sessionizer.of(options).apply(pings).movements())
                .reads("vehicle_type")
                .doesNotRead("vehicle_state");
        assertThatPlanOf(Sessionizer.of(options.withTripStates(List.of("on_trip")))
                        .apply(pings)
                        .movements())
                .reads("vehicle_state");
    }

    @Test
    void pingsWithoutTheColumnAreRefusedWhereItMakesTrips() {
        Dataset<Row> pings = spark.sql("select 'acme' as provider_id, 'c1' as device_id,"
                + " timestamp'2026-03-01T06:00:00Z' as timestamp, 35.0D as lat, 139.0D as lng");
        TrajectoryOptions options = TrajectoryOptions.defaults();

        assertThat(Sessionizer.of(options).apply(pings).sessions().count()).isEqualTo(1);
        assertThatThrownBy(() -> Sessionizer.of(options.withTripStates(List.of("on_trip")))
                        .apply(pings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pings have no column vehicle_state, which these options need");
    }

    private static void ingest(EmbeddedLake lake, List<List<String>> files) {
        for (int i = 0; i < files.size(); i++) {
            lake.land("part-" + i + ".csv", "id,ts,lat,lon,state\n" + String.join("\n", files.get(i)) + "\n");
        }
        lake.ingest(
                "--format",
                "csv",
                "--provider-id",
                "acme",
                "--columns",
                "device_id=id,timestamp=ts,lng=lon,vehicle_state=state");
    }
}
