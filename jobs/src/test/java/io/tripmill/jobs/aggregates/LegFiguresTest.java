package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;

import io.tripmill.schema.Pings;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class LegFiguresTest {
    private static final LegFigures FIGURES = new LegFigures(200, Duration.ofMinutes(2));

    private final SparkSession spark;

    LegFiguresTest(SparkSession spark) {
        this.spark = spark;
    }

    /** Two legs of a minute, one of them standing; then a jump, and a silence of exactly and of more than two minutes. */
    @Test
    void legsOfTripsAreMeasuredOrSkipped() {
        Dataset<Row> trips = trips("""
                acme | d1 | bus | 2026-03-01T06:00:00Z | 2026-03-01T06:02:00Z
                acme | d2 | bus | 2026-03-01T06:00:00Z | 2026-03-01T06:06:01Z
                beta | d1 | -   | 2026-03-01T06:00:00Z | 2026-03-01T06:01:00Z
                """);
        Dataset<Row> pings = pings("""
                acme | d1 | 2026-03-01T05:59:00Z | 35.010 | 139.0 | 2026-03-01
                acme | d1 | 2026-03-01T06:00:00Z | 35.000 | 139.0 | 2026-03-01
                acme | d1 | 2026-03-01T06:01:00Z | 35.003 | 139.0 | 2026-03-01
                acme | d1 | 2026-03-01T06:02:00Z | 35.003 | 139.0 | 2026-03-01
                acme | d1 | 2026-03-01T06:03:00Z | 35.006 | 139.0 | 2026-03-01
                acme | d2 | 2026-03-01T06:00:00Z | 35.000 | 139.0 | 2026-03-01
                acme | d2 | 2026-03-01T06:01:00Z | 35.300 | 139.0 | 2026-03-01
                acme | d2 | 2026-03-01T06:02:00Z | 35.300 | 139.0 | 2026-03-01
                acme | d2 | 2026-03-01T06:04:00Z | 35.297 | 139.0 | 2026-03-01
                acme | d2 | 2026-03-01T06:06:01Z | 35.294 | 139.0 | 2026-03-01
                beta | d1 | 2026-03-01T06:00:00Z | 35.000 | 139.0 | 2026-03-01
                beta | d1 | 2026-03-01T06:00:00Z | 35.001 | 139.0 | 2026-03-01
                beta | d1 | 2026-03-01T06:01:00Z | 35.001 | 139.0 | 2026-03-01
                """);

        for (int partitions = 1; partitions < 4; partitions++) {
            assertThatRows(speeds(trips, pings.repartition(partitions), "UTC")).hasRows("""
                    service_date | local_hour             | provider_id | vehicle_type | legs | skipped_legs | vehicles | distance_m | time_s | mean_speed_mps     | median_speed_mps | p85_speed_mps
                    2026-03-01   | 2026-03-01T06:00+00:00 | acme        | bus          | 4    | 2            | 2        | 667.17     | 300.0  | 2.2239             | 1.39             | 4.309
                    2026-03-01   | 2026-03-01T06:00+00:00 | beta        | unknown      | 1    | 1            | 1        | 0.0        | 60.0   | 0.0                | 0.0              | 0.0
                    """);
        }
    }

    @Test
    void aLegBelongsToTheHourAndTheServiceDayOfItsFirstPing() {
        Dataset<Row> trips = trips("acme | d1 | bus | 2026-10-25T00:58:00Z | 2026-10-25T01:01:00Z");
        Dataset<Row> pings = pings("""
                acme | d1 | 2026-10-25T00:58:00Z | 35.000 | 139.0 | 2026-10-24
                acme | d1 | 2026-10-25T00:59:30Z | 35.001 | 139.0 | 2026-10-24
                acme | d1 | 2026-10-25T01:00:00Z | 35.001 | 139.0 | 2026-10-25
                acme | d1 | 2026-10-25T01:01:00Z | 35.001 | 139.0 | 2026-10-25
                """);

        assertThatRows(speeds(trips, pings, "Europe/Berlin")).hasRows("""
                service_date | hour_start           | local_hour             | legs | time_s
                2026-10-24   | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00 | 2    | 120.0
                2026-10-25   | 2026-10-25T01:00:00Z | 2026-10-25T02:00+01:00 | 1    | 60.0
                """);
    }

    @Test
    void theMiddleOfALegAcrossTheAntimeridianIsThere() {
        Dataset<Row> trips = trips("acme | d1 | bus | 2026-03-01T06:00:00Z | 2026-03-01T06:01:00Z");
        Dataset<Row> pings = pings("""
                acme | d1 | 2026-03-01T06:00:00Z | -17.0 | 179.99  | 2026-03-01
                acme | d1 | 2026-03-01T06:01:00Z | -17.0 | -179.98 | 2026-03-01
                """);

        assertThatRows(LegRows.of(trips, pings)
                        .selectExpr("lat", "round(lng, 9) AS lng", "round(distance_m) AS metres"))
                .hasRows("""
                lat   | lng      | metres
                -17.0 | -179.995 | 3190.0
                """);
    }

    private static Dataset<Row> speeds(Dataset<Row> trips, Dataset<Row> pings, String zone) {
        return FIGURES.speeds(LegRows.of(trips, pings), new LocalHours(ZoneId.of(zone)), new TripCells(1));
    }

    private Dataset<Row> trips(String lines) {
        return TextTable.rows(
                spark, Trips.TABLE, "provider_id | device_id | vehicle_type | start_time | end_time\n" + lines);
    }

    private Dataset<Row> pings(String lines) {
        return TextTable.rows(
                spark, Pings.TABLE, "provider_id | device_id | timestamp | lat | lng | service_date\n" + lines);
    }
}
