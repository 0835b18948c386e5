package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Job;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.VehicleDays;
import io.tripmill.testkit.SparkTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class AggregateVehiclesTest {
    private static final Job JOB = JobCatalog.named("aggregate-vehicles");
    private static final String HEADER = "provider_id,device_id,timestamp,lat,lng,battery_percent\n";

    private final SparkSession spark;

    AggregateVehiclesTest(SparkSession spark) {
        this.spark = spark;
    }

    /** A trip, a silence of two hours in place, another trip; then silence over the night, which a late file ends. */
    @Tag("full")
    @Test
    void aDayIsToldAndToldAgainWhenTheNextOneEndsItsSilence(@TempDir Path folder) {
        EmbeddedLake lake = new EmbeddedLake(spark, folder);
        lake.land("a.csv", HEADER + """
                acme,d1,2026-03-01T06:00:00Z,35.000,139.0,80
                acme,d1,2026-03-01T06:10:00Z,35.020,139.0,70
                acme,d1,2026-03-01T08:10:00Z,35.020,139.0,60
                acme,d1,2026-03-01T08:30:00Z,35.040,139.0,20
                acme,d1,2026-03-01T08:50:00Z,35.040,139.0,20
                acme,d1,2026-03-01T09:00:00Z,35.040,139.0,30
                acme,d2,2026-03-01T09:00:00Z,36.000,140.0,
                acme,d9,2026-03-01T23:59:00Z,36.000,140.0,
                """);
        lake.ingest("--format", "csv");
        lake.sessionize();
        lake.run(JOB);

        assertThatRows(lake.read(VehicleDays.TABLE)).hasRows("""
                service_date | device_id | day_s   | ping_count | trips | short_trips | open_trips | distance_m | first_use            | last_use             | idle_between_trips_s | moving_s | stopped_s | parked_s | silent_s | utilisation          | turnover | start_battery_percent | end_battery_percent | low_battery_percent | low_battery_time
                2026-03-01   | d1        | 86400.0 | 6          | 2     | 0           | 0          | 4447.804   | 2026-03-01T06:00:00Z | 2026-03-01T08:30:00Z | 7200.0               | 1800.0   | 1800.0    | 7200.0   | 75600.0  | 0.020833333333333332 | 2.0      | 80                    | 30                  | 20                  | 2026-03-01T08:30:00Z
                2026-03-01   | d2        | 86400.0 | 1          | 0     | 0           | 0          | 0.0        | -                    | -                    | -                    | 0.0      | 0.0       | 0.0      | 86400.0  | 0.0                  | 0.0      | -                     | -                   | -                   | -
                2026-03-01   | d9        | 86400.0 | 1          | 0     | 0           | 0          | 0.0        | -                    | -                    | -                    | 0.0      | 0.0       | 0.0      | 86400.0  | 0.0                  | 0.0      | -                     | -                   | -                   | -
                """);
        assertThatRows(lake.read(StayZones.TABLE)).hasRows("""
                service_date | provider_id | visits | open_visits | vehicles | dwell_s | mean_dwell_s | median_dwell_s | p90_dwell_s | std_dwell_s
                2026-03-01   | acme        | 1      | 0           | 1        | 1800.0  | 1800.0       | 1800.0         | 1800.0      | 0.0
                """);

        lake.land(
                "b.csv",
                (HEADER + "acme,d1,2026-03-02T09:00:00Z,35.0401,139.0,35\n").getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-03T00:00:00Z"));
        lake.ingest("--format", "csv");
        lake.sessionize();
        RunReport again = lake.run(JOB);

        assertThat(again.serviceDates())
                .startsWith(LocalDate.parse("2026-02-28"))
                .contains(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"))
                .endsWith(LocalDate.parse("2026-03-04"));
        assertThatRows(lake.read(VehicleDays.TABLE).filter("device_id = 'd1'")).hasRows("""
                service_date | parked_s | silent_s | start_battery_percent
                2026-03-01   | 61200.0  | 21600.0  | 80
                2026-03-02   | 32400.0  | 54000.0  | 35
                """);

        assertThatRows(lake.read(Parkings.TABLE)).hasRows("""
                service_date | device_id | start_time           | end_time             | duration_s | lat   | lng   | parking_h3      | next_trip_start_time
                2026-03-01   | d1        | 2026-03-01T06:10:00Z | 2026-03-01T08:10:00Z | 7200.0     | 35.02 | 139.0 | 882f594867fffff | 2026-03-01T08:10:00Z
                2026-03-02   | d1        | 2026-03-01T09:00:00Z | 2026-03-02T09:00:00Z | 86400.0    | 35.04 | 139.0 | 882f594919fffff | -
                """);

        assertThat(lake.run(JOB).rows()).isEqualTo(RunReport.Rows.NONE);
        assertThatThrownBy(() -> lake.run(JOB, "--stay-radius-m", "50"))
                .hasMessageStartingWith(
                        "[T-PARAMS-DIFFER] The stored vehicle_days have stay radius in metres 100.0, not 50.0.");
    }
}
