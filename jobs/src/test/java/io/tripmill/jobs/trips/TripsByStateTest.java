package io.tripmill.jobs.trips;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    private static final TrajectoryOptions OPTIONS = TrajectoryOptions.defaults();
    private static final TrajectoryOptions ON_TRIP = OPTIONS.withTripStates(List.of("on_trip"));

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
        ingest();

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
        assertThatRows(Sessionizer.of(OPTIONS.withTripStates(List.of("reserved", "available")))
                        .apply(pings())
                        .trips())
                .hasRows("""
                        device_id | start_time           | end_time             | ping_count
                        c1        | 2026-03-01T06:00:00Z | 2026-03-01T06:16:00Z | 2
                        c1        | 2026-03-01T06:21:00Z | 2026-03-01T06:21:00Z | 1
                        c3        | 2026-03-01T06:59:00Z | 2026-03-01T06:59:00Z | 1
                        """);
    }

    @Test
    void sessionsAndStaysAreThoseOfGeometryButForTheirNames() {
        Sessionized byState = Sessionizer.of(ON_TRIP).apply(pings());
        Sessionized byGeometry = Sessionizer.of(OPTIONS).apply(pings());

        String[] names = {"params_hash", "session_id", "stay_id"};
        assertThatRows(byState.sessions().drop(names))
                .hasSameRowsAs(byGeometry.sessions().drop(names));
        assertThatRows(byState.stays().drop(names))
                .hasSameRowsAs(byGeometry.stays().drop(names));
    }

    @Test
    void anotherOrderOfThePingsGivesTheSameRows() {
        Sessionized inOrder = Sessionizer.of(ON_TRIP).apply(pings());
        Sessionized shuffled =
                Sessionizer.of(ON_TRIP).apply(pings().orderBy(rand(7)).repartition(3));

        assertThatRows(shuffled.movements()).hasSameRowsAs(inOrder.movements());
    }

    @Tag("full")
    @Test
    void tripsOfAnotherSourceNeedAFullRecomputation() {
        ingest();
        lake.sessionize();
        assertThat(lake.sessionize("--trip-source", "geometry").rows())
                .as("the default, named")
                .isEqualTo(RunReport.Rows.NONE);

        assertThatThrownBy(() -> lake.sessionize("--trip-source", "state")).hasMessageStartingWith("[T-PARAMS-DIFFER]");
        lake.sessionize("--trip-source", "state", "--recompute", "full");
        assertThatThrownBy(() -> lake.sessionize("--trip-source", "state", "--trip-states", "on_trip,reserved"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER]");
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
    void theStateIsReadFromTheFilesOnlyWhereItMakesTrips(@TempDir Path folder) {
        String files = folder.resolve("pings").toUri().toString();
        pings().write().parquet(files);
        // A filter keeps the scan in the plan of the movements; a lone table is scanned under it, where no plan shows
        // it.
        Dataset<Row> pings = spark.read().parquet(files).where("lat > 0");

        assertThatPlanOf(Sessionizer.of(OPTIONS).apply(pings).movements())
                .reads("vehicle_type")
                .doesNotRead("vehicle_state");
        assertThatPlanOf(Sessionizer.of(ON_TRIP).apply(pings).movements()).reads("vehicle_state");
    }

    @Test
    void pingsWithoutTheColumnAreRefusedWhereItMakesTrips() {
        Dataset<Row> pings = pings().drop("vehicle_state");

        assertThat(Sessionizer.of(OPTIONS).apply(pings).sessions().count()).isEqualTo(3);
        assertThatThrownBy(() -> Sessionizer.of(ON_TRIP).apply(pings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pings have no column vehicle_state, which these options need");
    }

    /** The rides, as rows of pings without a lake. */
    private Dataset<Row> pings() {
        return TextTable.rows(spark, Pings.TABLE, """
                provider_id | device_id | timestamp            | lat    | lng   | vehicle_state
                acme        | c1        | 2026-03-01T06:00:00Z | 35.000 | 139.0 | available
                acme        | c1        | 2026-03-01T06:16:00Z | 35.000 | 139.0 | available
                acme        | c1        | 2026-03-01T06:17:00Z | 35.002 | 139.0 | on_trip
                acme        | c1        | 2026-03-01T06:20:00Z | 35.020 | 139.0 | on_trip
                acme        | c1        | 2026-03-01T06:21:00Z | 35.020 | 139.0 | available
                acme        | c1        | 2026-03-01T06:30:00Z | 35.030 | 139.0 | on_trip
                acme        | c2        | 2026-03-01T06:00:00Z | 35.000 | 139.0 | -
                acme        | c2        | 2026-03-01T06:10:00Z | 35.010 | 139.0 | -
                acme        | c3        | 2026-03-01T06:59:00Z | 36.000 | 140.0 | reserved
                """);
    }

    private void ingest() {
        lake.land("rides.csv", "id,ts,lat,lon,state\n" + String.join("\n", RIDES) + "\n");
        lake.ingest(
                "--format",
                "csv",
                "--provider-id",
                "acme",
                "--columns",
                "device_id=id,timestamp=ts,lng=lon,vehicle_state=state");
    }
}
