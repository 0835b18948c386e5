package io.tripmill.jobs.example;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
@Tag("full")
class CountDevicesTest {
    private final SparkSession spark;

    CountDevicesTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void onlyTheDatesWhoseTripsChangedAreCountedAgain(@TempDir Path folder) {
        EmbeddedLake lake = new EmbeddedLake(spark, folder);
        lake.land("monday.csv", """
                provider_id,device_id,timestamp,lat,lng
                acme,d1,2026-02-23T06:00:00Z,35.0,139.0
                acme,d1,2026-02-23T06:10:00Z,35.1,139.0
                acme,d2,2026-02-23T06:00:00Z,35.0,139.0
                acme,d2,2026-02-23T06:10:00Z,35.1,139.0
                """);
        lake.ingest("--format", "csv");
        lake.sessionize();
        lake.run(new CountDevices());

        lake.land("tuesday.csv", """
                provider_id,device_id,timestamp,lat,lng
                acme,d1,2026-02-24T06:00:00Z,35.0,139.0
                acme,d1,2026-02-24T06:10:00Z,35.1,139.0
                """);
        lake.ingest("--format", "csv");
        lake.sessionize();
        RunReport second = lake.run(new CountDevices());

        assertThat(second.serviceDates()).contains(LocalDate.parse("2026-02-24"));
        assertThatRows(lake.read(DailyDevices.TABLE)).hasRows("""
                service_date | provider_id | devices
                2026-02-23   | acme        | 2
                2026-02-24   | acme        | 1
                """);
    }
}
