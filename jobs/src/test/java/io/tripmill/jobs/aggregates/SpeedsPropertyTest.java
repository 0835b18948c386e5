package io.tripmill.jobs.aggregates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tripmill.job.Job;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Field;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lands late, an incremental run of aggregate-speeds leaves what a full one would, and its legs are those of trips. */
@SparkTest
@Tag("full")
class SpeedsPropertyTest {
    private static final Job JOB = JobCatalog.named("aggregate-speeds");
    private static final Instant LANDED = Instant.parse("2026-11-01T00:00:00Z");

    /** Four days around the night in which Berlin puts its clock back. */
    private static final Instant BEGIN = Instant.parse("2026-10-23T00:00:00Z");

    private static final int SPAN_MINUTES = 4 * 24 * 60;

    private final SparkSession spark;

    SpeedsPropertyTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void incrementalEqualsFull(@TempDir Path folder) {
        Property.check(1, seeded -> {
            EmbeddedLake lake = new EmbeddedLake(spark, folder.resolve("lake-" + seeded.nextLong()));
            List<String> lines = pings(seeded);
            for (int round = 0; round < 3; round++) {
                int arrival = round;
                String arrived = lines.stream()
                        .filter(line -> arrival == 2 ? seeded.nextInt(40) == 0 : seeded.nextInt(2) == 0)
                        .collect(Collectors.joining("\n"));
                String text = "provider_id,device_id,timestamp,lat,lng\n" + arrived + "\n";
                lake.land("round-" + round + ".csv", text.getBytes(UTF_8), LANDED);
                lake.ingest("--format", "csv", "--zone", "Europe/Berlin", "--service-day-start", "03:00");
                lake.sessionize();
                lake.run(JOB, "--longest-leg", "PT30M");
                List<Row> incremental = rows(lake);
                lake.run(JOB, "--longest-leg", "PT30M", "--recompute", "full");
                assertThat(rows(lake)).isEqualTo(incremental);
            }
            assertLegsAreThoseOfTrips(lake);
            assertThat(lake.run(JOB, "--longest-leg", "PT30M").rows()).isEqualTo(RunReport.Rows.NONE);
            assertThatThrownBy(() -> lake.run(JOB))
                    .hasMessageStartingWith(
                            "[T-PARAMS-DIFFER] The stored trip_speeds have longest leg PT30M, not PT2M.");
        });
    }

    /** No ping jumps, so no leg of a trip is skipped: a session has no longer one. */
    private static void assertLegsAreThoseOfTrips(EmbeddedLake lake) {
        Dataset<Row> trips = TripFigures.complete(lake.read(Trips.TABLE));
        Row driven = trips.selectExpr("sum(ping_count - 1)", "sum(distance_m)", "sum(duration_s)", "count(1)")
                .head();
        Row told = lake.read(TripSpeeds.TABLE)
                .agg(sum("legs"), sum("distance_m"), sum("time_s"), sum("skipped_legs"))
                .head();
        assertThat(driven.getLong(3)).isGreaterThan(50);
        assertThat(told.getLong(0)).isEqualTo(driven.getLong(0));
        assertThat(told.getLong(3)).isZero();
        assertThat(told.getDouble(1)).isCloseTo(driven.getDouble(1), within(0.0005 * driven.getLong(0)));
        assertThat(told.getDouble(2)).isCloseTo(driven.getDouble(2), within(1e-3));
    }

    private static List<Row> rows(EmbeddedLake lake) {
        return lake.read(TripSpeeds.TABLE)
                .orderBy(TripSpeeds.TABLE.key().stream().map(Field::col).toArray(Column[]::new))
                .collectAsList();
    }

    /** Devices that stand, drive and fall silent for minutes or hours. */
    private static List<String> pings(RandomGenerator seeded) {
        List<String> lines = new ArrayList<>();
        for (int device = 0; device < 6; device++) {
            double lat = 52.5;
            int minute = seeded.nextInt(300);
            while (minute < SPAN_MINUTES) {
                boolean drives = seeded.nextInt(3) > 0;
                int pings = 1 + seeded.nextInt(12);
                for (int i = 0; i < pings && minute < SPAN_MINUTES; i++) {
                    lat += drives ? 0.004 : 0.0001 * seeded.nextDouble();
                    lines.add("acme,d" + device + "," + BEGIN.plusSeconds(60L * minute) + "," + lat + ",13.4");
                    minute += 2 + seeded.nextInt(6);
                }
                minute += seeded.nextInt(8) == 0 ? seeded.nextInt(1500) : seeded.nextInt(60);
            }
        }
        return lines;
    }
}
