package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
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
    private EmbeddedLake lake;

    AggregateTripsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
        lake.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
    }

    @Test
    void everyTripIsCountedOnceByItsHourCellProviderVehicleTypeAndMode() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));

        RunReport report = lake.aggregate("--h3-resolution", "9");

        assertThatRows(lake.read(HourlyTrips.TABLE)).hasRows("""
                service_date | hour_start           | local_hour             | start_h3        | provider_id | vehicle_type | mode    | trips | short_trips | open_trips | distance_m | duration_s  | mean_distance_m | mean_duration_s
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 892f594847bffff | acme        | bus          | car     | 2     | 1           | 1          | 1500.25    | 1200.000001 | 750.125         | 600.0000005
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 892f594847bffff | acme        | unknown      | car     | 0     | 0           | 1          | 0.0        | 0.0         | -               | -
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 892f5948667ffff | beta        | bus          | unknown | 1     | 0           | 0          | 3000.0     | 600.0       | 3000.0          | 600.0
                2026-03-02   | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 892f594847bffff | acme        | bus          | car     | 1     | 0           | 0          | 4000.0     | 600.0       | 4000.0          | 600.0
                """);
        assertThatRows(lake.read(OdFlows.TABLE)).hasRows("""
                service_date | hour_start           | local_hour             | origin_h3       | destination_h3  | trips | distance_m | duration_s
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00 | 892f594847bffff | 892f5948667ffff | 2     | 1500.25    | 1200.000001
                2026-03-01   | 2026-03-01T07:00:00Z | 2026-03-01T07:00+00:00 | 892f5948667ffff | 892f594847bffff | 1     | 3000.0     | 600.0
                2026-03-02   | 2026-03-02T06:00:00Z | 2026-03-02T06:00+00:00 | 892f594847bffff | 892f5948667ffff | 1     | 4000.0     | 600.0
                """);
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 4, 0, 0));
        assertThat(report.serviceDates()).containsExactly(FIRST, SECOND);
        assertThat(report.notes()).containsEntry("h3_resolution", "9");
    }

    @Test
    void aDayOf25HoursHasTwoHoursTwoAndANightBelongsToItsServiceDay() {
        Dataset<Row> night = trips("""
                a | acme | - | - | 2026-10-25T00:10:00Z | 2026-10-25T00:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-24
                b | acme | - | - | 2026-10-25T00:50:00Z | 2026-10-25T01:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-25
                c | acme | - | - | 2026-10-25T01:50:00Z | 2026-10-25T02:20:00Z | 892f594847bffff | 892f594847bffff | 1000 | [] | false | 2026-10-25
                """);

        assertThatRows(hourlyTrips(night, "Europe/Berlin")).hasRows("""
                service_date | hour_start           | local_hour             | trips
                2026-10-24   | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00 | 1
                2026-10-25   | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00 | 1
                2026-10-25   | 2026-10-25T01:00:00Z | 2026-10-25T02:00+01:00 | 1
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

    @Test
    void onlyServiceDatesThatATripLeftOrEnteredAreComputedAgain() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();
        lake.run(
                ChangeTrips.merged(
                        trips(
                                "t7 | acme | bus | car | 2026-03-03T06:00:00Z | 2026-03-03T06:10:00Z | 892f594847bffff | 892f5948667ffff | 4000 | [] | false | 2026-03-03")));

        RunReport report = lake.aggregate();

        assertThat(report.serviceDates()).containsExactly(SECOND, LocalDate.parse("2026-03-03"));
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(1, 0, 0, 0));
        assertThat(tripsByDate()).containsExactly("2026-03-01 3 1 2", "2026-03-03 1 0 0");
    }

    @Test
    void aDateThatLostItsTripsBecomesEmpty() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();
        lake.run(ChangeTrips.of(List.of(FIRST), trips("")));

        RunReport report = lake.aggregate();

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(0, -3, 0, 0));
        assertThat(report.serviceDates()).containsExactly(FIRST);
        assertThat(tripsByDate()).containsExactly("2026-03-02 1 0 0");
        assertThatRows(lake.read(OdFlows.TABLE)).hasRows("""
                service_date | trips
                2026-03-02   | 1
                """);
    }

    @Test
    void aSecondRunChangesNothing() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();
        long hourly = lake.version(HourlyTrips.TABLE);
        long flows = lake.version(OdFlows.TABLE);

        RunReport again = lake.aggregate();

        assertThat(again.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(again.serviceDates()).isEmpty();
        assertThat(lake.version(HourlyTrips.TABLE)).isEqualTo(hourly);
        assertThat(lake.version(OdFlows.TABLE)).isEqualTo(flows);
    }

    @Test
    void anotherResolutionNeedsAFullRecomputation() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();

        assertThatThrownBy(() -> lake.aggregate("--h3-resolution", "9"))
                .hasMessageStartingWith("[T-PARAMS-DIFFER] The stored aggregates have H3 resolution 8, not 9.")
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

    @Test
    void withoutAChangeFeedAllIsComputedAndTheReportSaysSo() {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();
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

    @Test
    void aTableThatIsMissingIsMadeAgain() throws Exception {
        lake.run(ChangeTrips.all(trips(TWO_DAYS)));
        lake.aggregate();
        org.apache.commons.io.FileUtils.deleteDirectory(
                lake.root().resolve("gold/od_flows").toFile());

        assertThat(lake.aggregate().serviceDates()).containsExactly(FIRST, SECOND);
        assertThat(lake.read(OdFlows.TABLE).count()).isEqualTo(3);
    }

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

    private static Dataset<Row> hourlyTrips(Dataset<Row> trips, String zone) {
        return AggregateTrips.hourlyTrips(trips, new LocalHours(ZoneId.of(zone)), new TripCells(8));
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
