package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
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
class AggregateTripsTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate SECOND = LocalDate.parse("2026-03-02");

    /** Two trips that count, a short one and an open one in one hour; another cell; another day. */
    private static final String TWO_DAYS = """
            t1 | acme | bus | car | 2026-03-01T06:00:00Z | 2026-03-01T06:10:00Z        | 892f594847bffff | 892f5948667ffff | 1000.0  | []                               | false | 2026-03-01
            t2 | acme | bus | car | 2026-03-01T06:59:59Z | 2026-03-01T07:09:59.000001Z | 892f594847bffff | 892f5948667ffff | 500.25  | [GAP_START]                      | false | 2026-03-01
            t3 | acme | bus | car | 2026-03-01T06:30:00Z | 2026-03-01T06:30:30Z        | 892f594847bffff | 892f594847bffff | 10.0    | [SHORT_DISTANCE, SHORT_DURATION] | false | 2026-03-01
            t4 | acme | bus | car | 2026-03-01T06:30:00Z | 2026-03-01T06:30:30Z        | 892f594847bffff | 892f594847bffff | 10.0    | [SHORT_DISTANCE]                 | true  | 2026-03-01
            t5 | acme | -   | car | 2026-03-01T06:30:00Z | 2026-03-01T06:40:00Z        | 892f594847bffff | 892f594847bffff | 2000.0  | []                               | true  | 2026-03-01
            t6 | beta | bus | -   | 2026-03-01T07:00:00Z | 2026-03-01T07:10:00Z        | 892f5948667ffff | 892f594847bffff | 3000.0  | []                               | false | 2026-03-01
            t7 | acme | bus | car | 2026-03-02T06:00:00Z | 2026-03-02T06:10:00Z        | 892f594847bffff | 892f5948667ffff | 4000.0  | []                               | false | 2026-03-02
            """;

    private final SparkSession spark;
    private final EmbeddedLake twoDays;
    private final RunReport firstRun;
    private EmbeddedLake lake;

    /** Makes a lake with {@link #TWO_DAYS} and aggregates it, once; each test gets a copy. */
    AggregateTripsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.twoDays = new EmbeddedLake(spark, folder);
        twoDays.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
        twoDays.run(ChangeTrips.all(trips(TWO_DAYS)));
        this.firstRun = twoDays.aggregate();
        this.lake = twoDays;
    }

    @BeforeEach
    void copyOfTheLake(@TempDir Path folder) throws IOException {
        lake = new EmbeddedLake(spark, folder);
        FileUtils.copyDirectory(twoDays.root().toFile(), lake.root().toFile());
    }

    @Test
    void everyTripIsCountedOnceByItsHourCellProviderVehicleTypeAndMode() {
        assertThatRows(lake.read(HourlyTrips.TABLE)).hasRows("""
                service_date | hour_start           | local_hour             | start_h3        | provider_id | vehicle_type | mode    | trips | short_trips | open_trips | trips_ended | distance_m | duration_s  | mean_distance_m | mean_duration_s
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | acme        | bus          | car     | 2     | 1           | 1          | 0           | 1500.25    | 1200.000001 | 750.125         | 600.0000005
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | acme        | unknown      | car     | 0     | 0           | 1          | 0           | 0.0        | 0.0         | -               | -
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594867fffff | acme        | bus          | car     | 0     | 0           | 0          | 1           | 0.0        | 0.0         | -               | -
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 882f594847fffff | beta        | bus          | unknown | 0     | 0           | 0          | 1           | 0.0        | 0.0         | -               | -
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 882f594867fffff | acme        | bus          | car     | 0     | 0           | 0          | 1           | 0.0        | 0.0         | -               | -
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 882f594867fffff | beta        | bus          | unknown | 1     | 0           | 0          | 0           | 3000.0     | 600.0       | 3000.0          | 600.0
                2026-03-02   | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 882f594847fffff | acme        | bus          | car     | 1     | 0           | 0          | 0           | 4000.0     | 600.0       | 4000.0          | 600.0
                2026-03-02   | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 882f594867fffff | acme        | bus          | car     | 0     | 0           | 0          | 1           | 0.0        | 0.0         | -               | -
                """);
        assertThatRows(lake.read(DailyTrips.TABLE)).hasRows("""
                service_date | start_h3        | provider_id | vehicle_type | mode    | trips | short_trips | open_trips | trips_ended | distance_m
                2026-03-01   | 882f594847fffff | acme        | bus          | car     | 2     | 1           | 1          | 0           | 1500.25
                2026-03-01   | 882f594847fffff | acme        | unknown      | car     | 0     | 0           | 1          | 0           | 0.0
                2026-03-01   | 882f594867fffff | acme        | bus          | car     | 0     | 0           | 0          | 2           | 0.0
                2026-03-01   | 882f594847fffff | beta        | bus          | unknown | 0     | 0           | 0          | 1           | 0.0
                2026-03-01   | 882f594867fffff | beta        | bus          | unknown | 1     | 0           | 0          | 0           | 3000.0
                2026-03-02   | 882f594847fffff | acme        | bus          | car     | 1     | 0           | 0          | 0           | 4000.0
                2026-03-02   | 882f594867fffff | acme        | bus          | car     | 0     | 0           | 0          | 1           | 0.0
                """);
        assertThatRows(lake.read(OdFlows.TABLE)).hasRows("""
                service_date | hour_start           | local_hour             | origin_h3       | destination_h3  | trips | distance_m | duration_s
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 882f594847fffff | 882f594867fffff | 2     | 1500.25    | 1200.000001
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 882f594867fffff | 882f594847fffff | 1     | 3000.0     | 600.0
                2026-03-02   | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 882f594847fffff | 882f594867fffff | 1     | 4000.0     | 600.0
                """);
        assertThatRows(lake.read(DailyOdFlows.TABLE)).hasRows("""
                service_date | origin_h3       | destination_h3  | trips | distance_m | mean_distance_m | median_distance_m | p90_distance_m | std_distance_m | duration_s  | median_duration_s | std_duration_s
                2026-03-01   | 882f594847fffff | 882f594867fffff | 2     | 1500.25    | 750.125         | 750.125           | 950.025        | 249.875        | 1200.000001 | 600.0000005       | 5.0E-7
                2026-03-01   | 882f594867fffff | 882f594847fffff | 1     | 3000.0     | 3000.0          | 3000.0            | 3000.0         | 0.0            | 600.0       | 600.0             | 0.0
                2026-03-02   | 882f594847fffff | 882f594867fffff | 1     | 4000.0     | 4000.0          | 4000.0            | 4000.0         | 0.0            | 600.0       | 600.0             | 0.0
                """);
        assertThat(firstRun.rows()).isEqualTo(new RunReport.Rows(7, 8, 0, 0));
        assertThat(firstRun.serviceDates()).containsExactly(FIRST, SECOND);
        assertThat(firstRun.notes()).containsEntry("h3_resolution", "8");
    }

    @Test
    void aDayOf25HoursHasTwoHoursTwoAndANightBelongsToItsServiceDay() {
        Dataset<Row> night = trips("""
                a | acme | - | - | 2026-10-25T00:10:00Z | 2026-10-25T00:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-24
                b | acme | - | - | 2026-10-25T00:50:00Z | 2026-10-25T01:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-25
                c | acme | - | - | 2026-10-25T01:50:00Z | 2026-10-25T02:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-25
                """);

        assertThatRows(hourlyTrips(night, "Europe/Berlin")).hasRows("""
                service_date | hour_start           | local_hour             | trips | trips_ended
                2026-10-24   | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00 | 1     | 1
                2026-10-25   | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00 | 1     | 0
                2026-10-25   | 2026-10-25T01:00:00Z | 2026-10-25T02:00+01:00 | 1     | 1
                2026-10-25   | 2026-10-25T02:00:00Z | 2026-10-25T03:00+01:00 | 0     | 1
                """);
    }

    /** Each trip counts in whole millimetres; the last digit of a sum of doubles would depend on the order. */
    @Test
    void sumsAreExactInEveryOrder() {
        List<String> lines = new ArrayList<>();
        for (String distance : List.of("0.1", "0.2", "0.3", "1000000000.001", "0.0004", "0.0005")) {
            lines.add(
                    "t | acme | - | - | 2026-03-01T06:00:00Z | 2026-03-01T06:00:00.1Z | 892f594847bffff | 892f594847bffff | "
                            + distance + " | [] | false | 2026-03-01");
        }
        for (int turn = 0; turn < lines.size(); turn++) {
            Collections.rotate(lines, 1);
            assertThatRows(hourlyTrips(trips(String.join("\n", lines)).repartition(1 + turn), "UTC"))
                    .hasRows("""
                    trips | distance_m     | duration_s | mean_distance_m     | mean_duration_s
                    6     | 1000000000.602 | 0.6        | 1.66666666767E8     | 0.1
                    """);
        }
    }

    /** Four trips of two devices, of one to four minutes. */
    @Test
    void figuresOfAGroupAreExactInEveryOrder() {
        List<String> lines =
                new ArrayList<>(List.of("t1 | 1 | 1000.0", "t2 | 2 | 2000.0", "t3 | 3 | 3000.0", "t4 | 4 | 4000.001"));
        for (int turn = 0; turn < lines.size(); turn++) {
            Collections.rotate(lines, 1);
            Dataset<Row> trips = trips(lines.stream()
                            .map(line -> line.split(" \\| "))
                            .map(cells -> cells[0]
                                    + " | acme | bus | car | 2026-03-01T06:00:00Z | 2026-03-01T06:0" + cells[1] + ":00Z"
                                    + " | 892f594847bffff | 892f5948667ffff | " + cells[2]
                                    + " | [] | false | 2026-03-01")
                            .collect(Collectors.joining("\n")))
                    .withColumn(
                            Trips.DEVICE_ID.name(),
                            when(Trips.TRIP_ID.col().isin("t1", "t3"), "d1").otherwise("d2"))
                    .withColumn(Trips.MOVING_TIME_S.name(), lit(30.0));
            assertThatRows(ZoneCounting.of(
                                    trips.repartition(1 + turn), new LocalHours(ZoneId.of("UTC")), new TripCells(8))
                            .dailyTrips()
                            .filter("trips > 0"))
                    .hasRows("""
                    trips | vehicles | median_distance_m | p90_distance_m | std_distance_m     | median_duration_s | p90_duration_s | std_duration_s    | moving_time_s | moving_share
                    4     | 2        | 2500.0            | 3700.0007      | 1118.0343241601252 | 150.0             | 222.0          | 67.08203932499369 | 120.0         | 0.2
                    """);
        }
    }

    @Test
    void onlyServiceDatesThatATripLeftOrEnteredAreComputedAgain() {
        lake.run(
                ChangeTrips.merged(
                        trips(
                                "t7 | acme | bus | car | 2026-03-03T06:00:00Z | 2026-03-03T06:10:00Z | 892f594847bffff | 892f5948667ffff | 4000 | [] | false | 2026-03-03")));

        RunReport report = lake.aggregate();

        assertThat(report.serviceDates()).containsExactly(SECOND, LocalDate.parse("2026-03-03"));
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(1, 0, 0, 0));
        assertThat(tripsByDate()).containsExactly("2026-03-01 3 1 2", "2026-03-03 1 0 0");
    }

    @Tag("full")
    @Test
    void aDateThatLostItsTripsBecomesEmpty() {
        lake.run(ChangeTrips.of(List.of(FIRST), trips("")));

        RunReport report = lake.aggregate();

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(0, -6, 0, 0));
        assertThat(report.serviceDates()).containsExactly(FIRST);
        assertThat(tripsByDate()).containsExactly("2026-03-02 1 0 0");
        assertThatRows(lake.read(OdFlows.TABLE)).hasRows("""
                service_date | trips
                2026-03-02   | 1
                """);
    }

    @Test
    void aSecondRunChangesNothing() {
        long hourly = lake.version(HourlyTrips.TABLE);
        long flows = lake.version(OdFlows.TABLE);

        RunReport again = lake.aggregate();

        assertThat(again.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(again.serviceDates()).isEmpty();
        assertThat(lake.version(HourlyTrips.TABLE)).isEqualTo(hourly);
        assertThat(lake.version(OdFlows.TABLE)).isEqualTo(flows);
    }

    @Tag("full")
    @Test
    void anotherResolutionNeedsAFullRecomputation() {
        assertThatThrownBy(() -> lake.aggregate("--h3-resolution", "9"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER] The stored hourly_trips have H3 resolution 8, not 9.")
                .hasMessageContaining("--recompute full");
        RunReport report = lake.aggregate("--h3-resolution", "9", "--recompute", "full");

        assertThat(report.serviceDates()).containsExactly(FIRST, SECOND);
        assertThat(lake.aggregate("--h3-resolution", "9").rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(lake.read(OdFlows.TABLE).select("origin_h3").distinct().sort("origin_h3").collectAsList().stream()
                        .map(row -> row.getString(0)))
                .containsExactly("892f594847bffff", "892f5948667ffff");
    }

    @Test
    void aResolutionThatH3DoesNotHaveIsRefused() {
        assertThatThrownBy(() -> lake.aggregate("--h3-resolution", "16"))
                .hasMessageContaining("--h3-resolution: '16' must be from 0 to 15");
        assertThatThrownBy(() -> lake.aggregate("--h3-resolution", "eight"))
                .hasMessageContaining("--h3-resolution: 'eight' is not a whole number");
    }

    @Tag("full")
    @Test
    void withoutAChangeFeedAllIsComputedAndTheReportSaysSo() {
        spark.sql("ALTER TABLE delta.`%s/silver/trips` SET TBLPROPERTIES (delta.enableChangeDataFeed = false)"
                .formatted(lake.root()));
        lake.run(ChangeTrips.of(List.of(FIRST), trips("")));

        RunReport report = lake.aggregate();

        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "the change feed of trips can't be read from version 1 on, so all service dates are computed:");
        assertThat(report.serviceDates()).containsExactly(SECOND);
        assertThat(tripsByDate()).containsExactly("2026-03-02 1 0 0");
    }

    @Tag("full")
    @Test
    void aFullRunThatBrokeOffBetweenItsTablesNeedsAnother(@TempDir Path folder) throws IOException {
        lake.aggregate("--h3-resolution", "9", "--recompute", "full");
        EmbeddedLake broken = copy(twoDays, lake, folder);

        assertThatThrownBy(() -> broken.aggregate("--h3-resolution", "8"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER] The stored od_flows have H3 resolution 9, not 8.");
        assertThatThrownBy(() -> broken.aggregate("--h3-resolution", "9"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER] The stored hourly_trips have H3 resolution 8, not 9.");
    }

    @Tag("full")
    @Test
    void aTableThatIsBehindTheOtherCatchesUp(@TempDir Path folder) throws IOException {
        lake.run(ChangeTrips.of(List.of(FIRST), trips("")));
        lake.aggregate();
        EmbeddedLake behind = copy(lake, twoDays, folder);

        assertThat(behind.aggregate().serviceDates()).containsExactly(FIRST);
        assertThat(behind.read(OdFlows.TABLE).count()).isEqualTo(1);
    }

    @Tag("full")
    @Test
    void aTableThatIsMissingIsMadeAgain() throws IOException {
        FileUtils.deleteDirectory(lake.root().resolve("gold/od_flows").toFile());

        assertThat(lake.aggregate().serviceDates()).containsExactly(FIRST, SECOND);
        assertThat(lake.read(OdFlows.TABLE).count()).isEqualTo(3);
    }

    @Tag("full")
    @Test
    void pingsThatLandedEndAsAFlow(@TempDir Path folder) {
        EmbeddedLake whole = new EmbeddedLake(spark, folder);
        whole.land("a.csv", """
                provider_id,device_id,timestamp,lat,lng
                acme,d1,2026-03-01T06:00:00Z,35.000,139.0
                acme,d1,2026-03-01T06:10:00Z,35.020,139.0
                acme,d1,2026-03-01T06:30:00Z,35.020,139.0
                acme,d2,2026-03-01T09:00:00Z,36.000,140.0
                """);
        whole.ingest("--format", "csv", "--zone", "Asia/Tokyo");
        whole.sessionize();

        whole.aggregate();

        assertThatRows(whole.read(OdFlows.TABLE)).hasRows("""
                service_date | hour_start           | local_hour             | origin_h3       | destination_h3  | trips | distance_m | duration_s
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T15:00+09:00 | 882f594847fffff | 882f594867fffff | 1     | 2223.902   | 600.0
                """);
    }

    /** A lake as another, but with the flows of a third. */
    private EmbeddedLake copy(EmbeddedLake of, EmbeddedLake flows, Path folder) throws IOException {
        EmbeddedLake copy = new EmbeddedLake(spark, folder);
        FileUtils.copyDirectory(of.root().toFile(), copy.root().toFile());
        FileUtils.deleteDirectory(copy.root().resolve("gold/od_flows").toFile());
        FileUtils.copyDirectory(
                flows.root().resolve("gold/od_flows").toFile(),
                copy.root().resolve("gold/od_flows").toFile());
        return copy;
    }

    private static Dataset<Row> hourlyTrips(Dataset<Row> trips, String zone) {
        return ZoneCounting.of(trips, new LocalHours(ZoneId.of(zone)), new TripCells(8))
                .hourlyTrips();
    }

    private List<String> tripsByDate() {
        return lake
                .read(HourlyTrips.TABLE)
                .groupBy("service_date")
                .sum("trips", "short_trips", "open_trips")
                .sort("service_date")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();
    }

    private Dataset<Row> trips(String lines) {
        return TextTable.rows(
                spark,
                Trips.TABLE,
                "trip_id | provider_id | vehicle_type | mode | start_time | end_time | start_h3 | end_h3 | distance_m | flags"
                        + " | is_open | service_date\n"
                        + lines);
    }
}
