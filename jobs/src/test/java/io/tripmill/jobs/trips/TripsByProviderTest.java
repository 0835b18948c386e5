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
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --trip-source provider}, on a lake. */
@SparkTest
class TripsByProviderTest {
    private static final String[] PROVIDER = {"--trip-source", "provider"};

    private static final TrajectoryOptions OPTIONS = TrajectoryOptions.defaults();

    private final SparkSession spark;
    private EmbeddedLake lake;

    TripsByProviderTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void tripsAreWhatTheProviderTellsAcrossSilences() {
        ingest(
                "rides.csv",
                "v1,2026-03-01T06:00:00Z,35.00,t1|t2,",
                "v1,2026-03-01T06:10:00Z,35.05,t1,",
                "v1,2026-03-01T09:00:00Z,35.05,t1,",
                "v2,2026-03-01T06:00:00Z,36.00,t3,",
                "v2,2026-03-01T06:05:00Z,36.00,,t3",
                "v3,2026-03-01T10:00:00Z,36.00,,");

        RunReport report = lake.sessionize(PROVIDER);

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(6, 2, 0, 0));
        assertThat(report.notes().get("params")).endsWith(" trip_max_silence_us=43200000000");
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | start_time           | end_time             | provider_trip_ids | ping_count | max_gap_s | is_open | flags
                v1        | 2026-03-01T06:00:00Z | 2026-03-01T06:00:00Z | [t2]              | 1          | 0.0       | false   | [GAP_START, SHORT_DISTANCE, SHORT_DURATION]
                v1        | 2026-03-01T06:00:00Z | 2026-03-01T09:00:00Z | [t1]              | 3          | 10200.0   | false   | [GAP_END, GAP_START]
                """);
        assertThatRows(lake.read(Sessions.TABLE)).hasRows("""
                device_id | start_time           | provider_trip_ids
                v1        | 2026-03-01T06:00:00Z | [t1, t2]
                v1        | 2026-03-01T09:00:00Z | [t1]
                v2        | 2026-03-01T06:00:00Z | [t3]
                v3        | 2026-03-01T10:00:00Z | []
                """);
    }

    @Test
    void aLateCancelTakesATripOfEarlierSessionsAwayThoughABetterPositionStandsAtItsInstant() {
        ingest(
                "rides.csv",
                "v1,2026-03-01T06:00:00Z,35.00,t1,",
                "v1,2026-03-01T06:10:00Z,35.05,t1,",
                "v1,2026-03-01T09:00:00Z,35.05,,",
                "v2,2026-03-01T09:00:00Z,36.00,t2,");
        lake.sessionize(PROVIDER);
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(2);

        ingest("cancel.csv", "v1,2026-03-01T09:00:00Z,35.06,,t1");
        RunReport report = lake.sessionize(PROVIDER);

        assertThat(report.notes()).containsEntry("computed", "changes");
        assertThat(report.rows().read()).isEqualTo(3);
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                device_id | provider_trip_ids
                v2        | [t2]
                """);
        assertThatRows(lake.read(Pings.TABLE).where("timestamp = '2026-03-01T09:00:00Z' AND device_id = 'v1'"))
                .hasRows("""
                        lat   | cancelled_trip_ids
                        35.05 | [t1]
                        """);
    }

    /** A month of two-hourly heartbeats that name one trip: what is known beside a change does not suffice. */
    @Tag("full")
    @Test
    void aTripThatGoesOnAndOnIsComputedWhole(@TempDir Path folder) {
        String[] heartbeats = new String[12 * 20];
        for (int i = 0; i < heartbeats.length; i++) {
            heartbeats[i] = "v1," + Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofHours(2L * i)) + ","
                    + (35 + i * 0.001) + ",t1,";
        }
        ingest("month.csv", heartbeats);
        lake.sessionize(PROVIDER);
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(19);

        ingest("cancel.csv", "v1,2026-03-20T22:30:00Z,35.5,,t1");
        EmbeddedLake whole = lake.copyTo(folder);
        whole.sessionize("--trip-source", "provider", "--recompute", "full");
        RunReport report = lake.sessionize(PROVIDER);

        assertThat(report.notes()).containsEntry("computed", "changes");
        assertThat(lake.read(Trips.TABLE).count()).isZero();
        assertThatRows(lake.read(Sessions.TABLE)).hasSameRowsAs(whole.read(Sessions.TABLE));
    }

    /** It begins on the day before the session that it closes with. */
    @Tag("full")
    @Test
    void aTripClosesWithTheSessionOfItsEnd() {
        ingest("night.csv", "v1,2026-03-01T22:00:00Z,35.00,t1,", "v1,2026-03-02T02:00:00Z,35.05,t1,");
        lake.sessionize(PROVIDER);
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                service_date | end_time             | is_open | flags
                2026-03-01   | 2026-03-02T02:00:00Z | true    | [GAP_START]
                """);

        ingest("later.csv", "v2,2026-03-02T04:00:00Z,36.00,,");
        RunReport report = lake.sessionize(PROVIDER);

        assertThat(report.rows().read()).as("pings of the new session alone").isEqualTo(1);
        assertThatRows(lake.read(Trips.TABLE)).hasRows("""
                service_date | end_time             | is_open | flags
                2026-03-01   | 2026-03-02T02:00:00Z | false   | [GAP_END, GAP_START]
                """);
    }

    @Test
    void wherePingsNameNoTripTheRunSaysWhatToDo() {
        ingest("idle.csv", "v1,2026-03-01T06:00:00Z,35.00,,");

        assertThat(lake.sessionize(PROVIDER).warnings())
                .singleElement()
                .asString()
                .contains("no ping names a trip", "map trip_ids when pings are ingested");
    }

    @Test
    void anotherOrderOfThePingsGivesTheSameRows() {
        Dataset<Row> pings = pings();
        TrajectoryOptions provider = OPTIONS.withProviderTrips(Duration.ofHours(12));
        Sessionized inOrder = Sessionizer.of(provider).apply(pings);

        assertThatRows(Sessionizer.of(provider)
                        .apply(pings.orderBy(rand(7)).repartition(3))
                        .movements())
                .hasSameRowsAs(inOrder.movements());
        assertThat(inOrder.trips().count()).isEqualTo(2);
    }

    @Test
    void whatIsCancelledIsReadOnlyWhereTheProviderTellsTheTrips(@TempDir Path folder) {
        String files = folder.resolve("pings").toUri().toString();
        pings().write().parquet(files);
        Dataset<Row> pings = spark.read().parquet(files).where("lat > 0");

        assertThatPlanOf(Sessionizer.of(OPTIONS).apply(pings).movements())
                .reads("trip_ids")
                .doesNotRead("cancelled_trip_ids");
        assertThatPlanOf(Sessionizer.of(OPTIONS.withProviderTrips(Duration.ofHours(12)))
                        .apply(pings)
                        .movements())
                .reads("cancelled_trip_ids");
        assertThatThrownBy(() -> Sessionizer.of(OPTIONS.withProviderTrips(Duration.ofHours(12)))
                        .apply(pings().drop("trip_ids")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pings have no column trip_ids, which these options need");
    }

    @Test
    void argumentsThatDoNotGoTogetherAreRefused() {
        assertThatThrownBy(() -> lake.sessionize("--trip-max-silence", "PT1H"))
                .hasMessageStartingWith("[T-ARGUMENT]")
                .hasMessageContaining("--trip-max-silence belongs to --trip-source provider; add it, or leave"
                        + " --trip-max-silence out");
        assertThatThrownBy(() -> lake.sessionize("--preset", "trackintel", "--trip-source", "provider"))
                .hasMessageContaining("--preset trackintel finds trips as trackintel does, not by provider; leave out"
                        + " --preset, or --trip-source");
        assertThatThrownBy(() -> lake.sessionize("--trip-source", "provider", "--trip-states", "on_trip"))
                .hasMessageContaining("--trip-states belongs to --trip-source state");
    }

    @Tag("full")
    @Test
    void anotherSilenceNeedsAFullRecomputation() {
        ingest("rides.csv", "v1,2026-03-01T06:00:00Z,35.00,t1,", "v1,2026-03-01T09:00:00Z,35.00,t1,");
        lake.sessionize(PROVIDER);
        String[] shorter = {"--trip-source", "provider", "--trip-max-silence", "PT2H"};

        assertThatThrownBy(() -> lake.sessionize(shorter)).hasMessageStartingWith("[T-PARAMS-DIFFER]");
        lake.sessionize("--trip-source", "provider", "--trip-max-silence", "PT2H", "--recompute", "full");
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(2);
    }

    private Dataset<Row> pings() {
        return TextTable.rows(spark, Pings.TABLE, """
                provider_id | device_id | timestamp            | lat    | lng   | trip_ids | cancelled_trip_ids
                acme        | v1        | 2026-03-01T06:00:00Z | 35.000 | 139.0 | [t1, t2] | -
                acme        | v1        | 2026-03-01T06:16:00Z | 35.010 | 139.0 | [t1]     | -
                acme        | v1        | 2026-03-01T08:17:00Z | 35.020 | 139.0 | [t1]     | -
                acme        | v1        | 2026-03-01T08:18:00Z | 35.020 | 139.0 | [t2]     | -
                acme        | v2        | 2026-03-01T06:20:00Z | 35.020 | 139.0 | [t1]     | -
                acme        | v2        | 2026-03-01T06:21:00Z | 35.020 | 139.0 | -        | [t1]
                """);
    }

    private void ingest(String file, String... lines) {
        String text = "id,ts,lat,trips,cancelled\n" + String.join("\n", List.of(lines)) + "\n";
        lake.land(file, text.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-05-01T00:00:00Z"));
        lake.ingest(
                "--format",
                "csv",
                "--provider-id",
                "acme",
                "--columns",
                "device_id=id,timestamp=ts,lng=lat,trip_ids=trips,cancelled_trip_ids=cancelled");
    }
}
