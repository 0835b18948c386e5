package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.Job;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
@Tag("full")
class ParkedBeforeTest {
    private static final Job AGGREGATE_VEHICLES = JobCatalog.named("aggregate-vehicles");
    private static final Instant LANDED = Instant.parse("2026-03-03T00:00:00Z");
    private static final String HEADER = "provider_id,device_id,timestamp,lat,lng\n";

    private final SparkSession spark;

    ParkedBeforeTest(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Each sets out again at 35.0247, in cell 882f59482dfffff, and fell silent in cell 882f594867fffff: near, 22 m away; far, 111 m; night,
     * over midnight, 133 m, until a late ping says that it went on to a place 22 m away.
     */
    @Test
    void aTripAfterParkingStartsInThePlaceOfParking(@TempDir Path folder) {
        EmbeddedLake lake = new EmbeddedLake(spark, folder);
        lake.land("a.csv", (HEADER + """
                acme,near,2026-03-01T06:00:00Z,35.0000,139.0
                acme,near,2026-03-01T06:10:00Z,35.0245,139.0
                acme,near,2026-03-01T08:10:00Z,35.0247,139.0
                acme,near,2026-03-01T08:30:00Z,35.0440,139.0
                acme,far,2026-03-01T06:00:00Z,35.0000,139.0
                acme,far,2026-03-01T06:10:00Z,35.0237,139.0
                acme,far,2026-03-01T08:10:00Z,35.0247,139.0
                acme,far,2026-03-01T08:30:00Z,35.0440,139.0
                acme,night,2026-03-01T23:40:00Z,35.0000,139.0
                acme,night,2026-03-01T23:50:00Z,35.0235,139.0
                acme,night,2026-03-02T05:00:00Z,35.0247,139.0
                acme,night,2026-03-02T05:20:00Z,35.0440,139.0
                acme,last,2026-03-02T23:00:00Z,36.0000,140.0
                """).getBytes(UTF_8), LANDED);
        lake.ingest("--format", "csv");
        lake.sessionize();
        lake.aggregate();
        assertThatRows(lake.read(DailyOdFlows.TABLE)).hasRows("""
                service_date | origin_h3       | destination_h3  | trips
                2026-03-01   | 882f594847fffff | 882f594867fffff | 3
                2026-03-01   | 882f59482dfffff | 882f594919fffff | 2
                2026-03-02   | 882f59482dfffff | 882f594919fffff | 1
                """);

        lake.run(AGGREGATE_VEHICLES);
        lake.aggregate();
        assertThatRows(lake.read(DailyOdFlows.TABLE)).hasRows("""
                service_date | origin_h3       | destination_h3  | trips
                2026-03-01   | 882f594847fffff | 882f594867fffff | 3
                2026-03-01   | 882f594867fffff | 882f594919fffff | 1
                2026-03-01   | 882f59482dfffff | 882f594919fffff | 1
                2026-03-02   | 882f59482dfffff | 882f594919fffff | 1
                """);

        lake.land("b.csv", (HEADER + "acme,night,2026-03-01T23:55:00Z,35.0245,139.0\n").getBytes(UTF_8), LANDED);
        lake.ingest("--format", "csv");
        lake.sessionize();
        lake.run(AGGREGATE_VEHICLES);
        RunReport again = lake.aggregate();

        assertThat(again.serviceDates())
                .containsExactly(
                        LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"));
        assertOriginsAreWhereTheyParked(lake);
        assertThat(lake.aggregate().rows()).isEqualTo(RunReport.Rows.NONE);
        lake.run(AGGREGATE_VEHICLES, "--recompute", "full");
        assertThat(lake.aggregate().serviceDates()).isEmpty();
        lake.aggregate("--recompute", "full");
        assertOriginsAreWhereTheyParked(lake);
    }

    private static void assertOriginsAreWhereTheyParked(EmbeddedLake lake) {
        assertThatRows(lake.read(DailyOdFlows.TABLE)).hasRows("""
                service_date | origin_h3       | destination_h3  | trips
                2026-03-01   | 882f594847fffff | 882f594867fffff | 3
                2026-03-01   | 882f594867fffff | 882f594919fffff | 1
                2026-03-01   | 882f59482dfffff | 882f594919fffff | 1
                2026-03-02   | 882f594867fffff | 882f594919fffff | 1
                """);
        assertThatRows(lake.read(OdFlows.TABLE).filter("service_date = '2026-03-02'"))
                .hasRows("""
                local_hour             | origin_h3       | destination_h3  | trips
                2026-03-02T05:00+00:00 | 882f594867fffff | 882f594919fffff | 1
                """);
        assertThatRows(lake.read(DailyTrips.TABLE).filter("service_date = '2026-03-02' AND trips > 0"))
                .hasRows("""
                start_h3        | trips
                882f594867fffff | 1
                """);
        assertThatRows(lake.read(HourlyTrips.TABLE).filter("service_date = '2026-03-02' AND trips > 0"))
                .hasRows("""
                local_hour             | start_h3        | trips
                2026-03-02T05:00+00:00 | 882f594867fffff | 1
                """);
    }
}
