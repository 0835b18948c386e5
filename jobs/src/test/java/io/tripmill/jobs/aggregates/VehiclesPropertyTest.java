package io.tripmill.jobs.aggregates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tripmill.job.Job;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Table;
import io.tripmill.schema.VehicleDays;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lands late, incremental runs of both aggregating jobs leave what full ones would, and the tables agree. */
@SparkTest
@Tag("full")
class VehiclesPropertyTest {
    private static final Job JOB = JobCatalog.named("aggregate-vehicles");
    private static final List<Table> TABLES = List.of(
            VehicleDays.TABLE,
            Parkings.TABLE,
            StayZones.TABLE,
            HourlyTrips.TABLE,
            DailyTrips.TABLE,
            OdFlows.TABLE,
            DailyOdFlows.TABLE);
    private static final Instant LANDED = Instant.parse("2026-11-01T00:00:00Z");

    /** Six days around the night in which Berlin puts its clock back. */
    private static final Instant BEGIN = Instant.parse("2026-10-22T00:00:00Z");

    private static final int SPAN_MINUTES = 6 * 24 * 60;

    private final SparkSession spark;

    VehiclesPropertyTest(SparkSession spark) {
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
                        .filter(line -> arrival == 2 ? seeded.nextInt(20) == 0 : seeded.nextInt(2) == 0)
                        .collect(Collectors.joining("\n"));
                String text = "provider_id,device_id,timestamp,lat,lng,battery_percent\n" + arrived + "\n";
                lake.land("round-" + round + ".csv", text.getBytes(UTF_8), LANDED);
                lake.ingest("--format", "csv", "--zone", "Europe/Berlin", "--service-day-start", "03:00");
                lake.sessionize();
                lake.run(JOB);
                lake.aggregate();
                Map<Table, List<Row>> incremental = rows(lake);
                lake.run(JOB, "--recompute", "full");
                lake.aggregate("--recompute", "full");
                assertThat(rows(lake)).isEqualTo(incremental);
            }
            assertTablesAgree(lake);
        });
    }

    private static void assertTablesAgree(EmbeddedLake lake) {
        Column parts = VehicleDays.MOVING_S
                .col()
                .plus(VehicleDays.STOPPED_S.col())
                .plus(VehicleDays.PARKED_S.col())
                .plus(VehicleDays.SILENT_S.col());
        assertThat(lake.read(VehicleDays.TABLE)
                        .filter(abs(parts.minus(VehicleDays.DAY_S.col())).gt(1e-6))
                        .count())
                .isZero();
        for (String count : List.of("trips", "short_trips", "open_trips")) {
            assertThat(lake.read(VehicleDays.TABLE).agg(sum(count)).head().getLong(0))
                    .isPositive()
                    .isEqualTo(
                            lake.read(DailyTrips.TABLE).agg(sum(count)).head().getLong(0));
        }
        assertThat(lake.read(Parkings.TABLE).count()).isPositive();
        assertThat(lake.read(VehicleDays.TABLE).agg(sum("parked_s")).head().getDouble(0))
                .isCloseTo(
                        lake.read(Parkings.TABLE).agg(sum("duration_s")).head().getDouble(0), within(1e-3));
    }

    private static Map<Table, List<Row>> rows(EmbeddedLake lake) {
        return TABLES.stream().collect(Collectors.toMap(table -> table, table -> lake.read(table)
                .orderBy(table.key().stream().map(Field::col).toArray(Column[]::new))
                .collectAsList()));
    }

    /** Devices that stand, drive and fall silent for minutes or days. */
    private static List<String> pings(RandomGenerator seeded) {
        List<String> lines = new ArrayList<>();
        for (int device = 0; device < 6; device++) {
            double lat = 52.5;
            int minute = seeded.nextInt(300);
            while (minute < SPAN_MINUTES) {
                boolean drives = seeded.nextBoolean();
                int pings = 1 + seeded.nextInt(12);
                for (int i = 0; i < pings && minute < SPAN_MINUTES; i++) {
                    lat += drives ? 0.004 : 0.0001 * seeded.nextDouble();
                    lines.add("acme,d" + device + "," + BEGIN.plusSeconds(60L * minute) + "," + lat + ",13.4,"
                            + seeded.nextInt(101));
                    minute += 2 + seeded.nextInt(6);
                }
                minute += seeded.nextInt(8) == 0 ? seeded.nextInt(3000) : seeded.nextInt(120);
            }
        }
        return lines;
    }
}
