package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;

import com.sun.management.OperatingSystemMXBean;
import io.tripmill.job.Args;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.Write.Upsert;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.run.SparkSettings;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what a run on the newest hundredth of pings costs beside a full run, in one warm JVM: CPU seconds of the process. Arguments:
 * an empty folder, and the days of history, each of 100,000 pings. Two in a hundred of the new pings are late by up to five days.
 */
public final class IncrementalCost {
    private static final long DEVICES = 1000;
    private static final long PINGS_A_DAY = 100;
    private static final long BEGIN_US = 1_767_225_600_000_000L;
    private static final long DAY_US = 86_400_000_000L;
    private static final int ROUNDS = 8;

    private IncrementalCost() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        long days = Long.parseLong(arguments[1]);
        SparkSession spark = SparkSettings.open("incremental cost");
        Dataset<Row> pings = pings(spark, days);
        long endUs = BEGIN_US + days * DAY_US;
        Column timeUs = col("time_us");
        Column isNewest = timeUs.geq(lit(endUs - days * DAY_US / 100));
        // Of the last five days, so many that they are a fiftieth of what is new.
        Column isLate = timeUs.geq(lit(endUs - 5 * DAY_US))
                .and(expr("pmod(hash(device, time_us), 1000000) < " + days * 1_000_000 / 100 / 50 / 5));
        EmbeddedLake base = new EmbeddedLake(spark, folder.resolve("base"));
        base.make(ZoneOffset.UTC, LocalTime.MIDNIGHT);
        base.run(new StorePings(pings.filter(isNewest.or(isLate).equalTo(false))));
        base.sessionize();
        EmbeddedLake grown = base.copyTo(folder.resolve("grown"));
        grown.run(new StorePings(pings.filter(isNewest.or(isLate))));
        System.out.printf(
                "pings %d, of them new %d%n",
                grown.read(Pings.TABLE).count(),
                grown.read(Pings.TABLE).count() - base.read(Pings.TABLE).count());
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 4 == 3 || round == 0) {
                measure("full", grown.copyTo(folder.resolve("full-" + round)), "--recompute", "full");
            }
            measure("incremental", grown.copyTo(folder.resolve("incremental-" + round)));
        }
    }

    private static void measure(String name, EmbeddedLake lake, String... arguments) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpuBefore = process.getProcessCpuTime();
        long before = System.nanoTime();
        RunReport report = lake.run(
                new SessionizeTrips(),
                sentence -> System.out.printf(
                        "  %6.2f cpu s  %s%n", (process.getProcessCpuTime() - cpuBefore) / 1e9, sentence),
                arguments);
        double cpuS = (process.getProcessCpuTime() - cpuBefore) / 1e9;
        System.out.printf(
                "%-12s cpu %6.2f s  wall %6.2f s  rows read %,d  dates %d  %s%n",
                name,
                cpuS,
                (System.nanoTime() - before) / 1e9,
                report.rows().read(),
                report.serviceDates().size(),
                report.spark().orElseThrow());
    }

    /** Four outings a day of every device, each of 25 pings, 30 seconds apart. */
    private static Dataset<Row> pings(SparkSession spark, long days) {
        return spark.range(days * DEVICES * PINGS_A_DAY)
                .withColumn("device", expr("id % " + DEVICES))
                .withColumn("step", expr("(id div " + DEVICES + ") % 25"))
                .withColumn("outing", expr("id div " + DEVICES * 25))
                .withColumn(
                        "time_us",
                        expr(BEGIN_US + "L + outing * 21600000000L + pmod(hash(device, outing), 18000) * 1000000L"
                                + " + step * 30000000L + pmod(hash(id), 1000000)"))
                .withColumn("north", expr("52.0 + pmod(hash(device), 1000) * 0.0005 + step * 0.002"));
    }

    /** Appends pings, each new. */
    private record StorePings(Dataset<Row> made) implements Job {
        @Override
        public JobSpec spec() {
            return JobSpec.named("store-pings", "Stores pings.")
                    .mayRead(Pings.TABLE)
                    .writes(Pings.TABLE);
        }

        @Override
        public Plan plan(Inputs inputs, Args args) {
            Column[] columns =
                    Pings.TABLE.fields().stream().map(IncrementalCost::column).toArray(Column[]::new);
            Dataset<Row> rows = made.select(columns)
                    .withColumn(Upsert.VERDICT, lit(Upsert.INSERT))
                    .withColumn(Upsert.COPIES, lit(1L));
            return Plan.of(new Upsert(Pings.TABLE, List.of(Pings.DEVICE_ID, Pings.TIMESTAMP), rows));
        }
    }

    private static Column column(Field field) {
        Column timestamp = timestamp_micros(col("time_us"));
        return switch (field.name()) {
            case "provider_id" -> field.is(lit("acme"));
            case "device_id" -> field.is(expr("format_string('d%06d', device)"));
            case "timestamp", "ingest_time" -> field.is(timestamp);
            case "service_date" -> field.is(to_date(timestamp));
            case "lat" -> field.is(col("north"));
            case "lng" -> field.is(lit(13.4));
            case "vehicle_type" -> field.is(lit("car"));
            case "source", "source_file" -> field.is(lit("made"));
            case "source_position" -> field.is(col("id"));
            default -> field.isNull();
        };
    }
}
