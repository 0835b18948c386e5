package io.tripmill.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.OnFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.fs.GlobalStorageStatistics;
import org.apache.hadoop.fs.StorageStatistics;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a run look at rows that the run has read anyway: counted by the bytes that come from files, not by plans. */
@SparkTest
@Tag("full")
class RulesReadNothingAgainTest {
    private static final String[] CSV = {
        "--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"
    };
    private static final int DEVICES = 40;
    private static final int PINGS_A_DEVICE = 1_500;
    private static final int INTERVAL_S = 20;

    private final SparkSession spark;

    RulesReadNothingAgainTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void ingestReadsLandedFilesOnce(@TempDir Path folder) {
        EmbeddedLake landed = new EmbeddedLake(spark, folder.resolve("landed"));
        long input = sizeOf(landed.land("a.csv", drives()));
        long without =
                bytesReadBy(() -> landed.copyTo(folder.resolve("without")).ingest(CSV));
        assertThat(without).as("the run reads what landed").isGreaterThanOrEqualTo(input);
        for (OnFailure onFailure : List.of(OnFailure.WARN, OnFailure.QUARANTINE)) {
            EmbeddedLake lake = landed.copyTo(folder.resolve(onFailure.name()));
            String[] arguments = ruled(
                    lake, onFailure, "Rules = [ IsComplete \"device_id\", ColumnValues \"lat\" between 30 and 34 ]");
            long with = bytesReadBy(() -> lake.ingest(
                    Stream.concat(Arrays.stream(CSV), Arrays.stream(arguments)).toArray(String[]::new)));
            assertThat(with - without)
                    .as("%s adds to %d bytes", onFailure, without)
                    .isLessThan(input / 2);
            assertThat(lake.read(Pings.TABLE).count()).isPositive();
        }
    }

    @Test
    void sessionizeReadsPingsOnce(@TempDir Path folder) {
        EmbeddedLake ingested = new EmbeddedLake(spark, folder.resolve("ingested"));
        ingested.land("a.csv", drives());
        ingested.ingest(CSV);
        long input =
                sizeOf(ingested.root().resolve(Pings.TABLE.layer().folder()).resolve(Pings.TABLE.name()));
        long without =
                bytesReadBy(() -> ingested.copyTo(folder.resolve("without")).sessionize());
        assertThat(without).as("the run reads pings").isGreaterThan(input / 2);
        for (OnFailure onFailure : List.of(OnFailure.WARN, OnFailure.QUARANTINE)) {
            EmbeddedLake lake = ingested.copyTo(folder.resolve(onFailure.name()));
            String[] arguments =
                    ruled(lake, onFailure, "Rules = [ IsComplete \"device_id\", ColumnValues \"distance_m\" > 1 ]");
            long with = bytesReadBy(() -> lake.sessionize(arguments));
            assertThat(with - without)
                    .as("%s adds to %d bytes", onFailure, without)
                    .isLessThan(input / 2);
            assertThat(lake.read(Trips.TABLE).count()).isPositive();
        }
    }

    private static String[] ruled(EmbeddedLake lake, OnFailure onFailure, String rules) {
        Path file = lake.land("../rules.dqdl", rules).normalize();
        return new String[] {
            "--ruleset", file.toString(), "--on-failure", onFailure.name().toLowerCase(Locale.ROOT)
        };
    }

    private static long bytesReadBy(Runnable run) {
        long before = bytesRead();
        run.run();
        return bytesRead() - before;
    }

    private static long bytesRead() {
        StorageStatistics local = Objects.requireNonNull(GlobalStorageStatistics.INSTANCE.get("file"));
        return Objects.requireNonNull(local.getLong("bytesRead"));
    }

    private static long sizeOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every device drives north, a little unsteadily, so that columns do not shrink to nothing. */
    private static String drives() {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>(List.of("id,ts,lat,lon"));
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        for (int ping = 0; ping < PINGS_A_DEVICE; ping++) {
            for (int device = 0; device < DEVICES; device++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "d%d,%s,%.7f,%.7f",
                        device,
                        start.plusSeconds((long) ping * INTERVAL_S),
                        32 + ping * 1e-3 + random.nextDouble() * 1e-4,
                        139 + random.nextDouble() * 1e-4));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
