package io.tripmill.jobs.trips;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Positions of real devices, in the folder that TRIPMILL_REAL_DATA names, delivered in pieces: the tables equal those of a full run.
 * {@code -Dtripmill.batches=N} delivers the taxis in so many pieces.
 */
@SparkTest
@Tag("full")
class IncrementalRealDataTest {
    private static final int BATCHES = Integer.getInteger("tripmill.batches", 5);
    private static final String COLUMNS = "device_id=id,timestamp=ts,lng=lon";

    private final EmbeddedLake lake;
    private final Path folder;

    IncrementalRealDataTest(SparkSession spark, @TempDir Path folder) {
        this.lake = new EmbeddedLake(spark, folder.resolve("lake"));
        this.folder = folder;
    }

    @Test
    void taxisDeliveredNewestFirst() throws IOException {
        List<String> lines = lines("cabspotting_10taxis.csv.gz");
        List<String> positions = lines.subList(1, lines.size());
        for (int batch = 0; batch < BATCHES; batch++) {
            deliver(
                    "batch-" + batch + ".csv",
                    lines.get(0),
                    positions.subList(batch * positions.size() / BATCHES, (batch + 1) * positions.size() / BATCHES));
        }
        assertWhole();
    }

    @Test
    void peopleOfWhomOnePositionInAHundredComesLate() throws IOException {
        List<String> lines = lines("geolife_ti10.points.csv.gz");
        SplittableRandom seeded = new SplittableRandom(1);
        List<String> first = new ArrayList<>();
        List<String> late = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> (seeded.nextInt(100) == 0 ? late : first).add(line));
        deliver("first.csv", lines.get(0), first);
        deliver("late.csv", lines.get(0), late);
        assertWhole();
    }

    private void deliver(String name, String header, List<String> positions) {
        lake.land(name, header + "\n" + String.join("\n", positions) + "\n");
        lake.ingest("--format", "csv", "--provider-id", "real", "--columns", COLUMNS);
        assertThat(lake.sessionize().warnings()).isEmpty();
    }

    private void assertWhole() {
        EmbeddedLake full = lake.copyTo(folder.resolve("full"));
        full.sessionize("--recompute", "full");
        for (Table table : List.of(Stays.TABLE, Trips.TABLE, Sessions.TABLE)) {
            assertThat(full.read(table).count()).isPositive();
            assertThatRows(lake.read(table)).hasSameRowsAs(full.read(table));
        }
    }

    private static List<String> lines(String file) throws IOException {
        String data = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(data).as("TRIPMILL_REAL_DATA names no folder of real data").isNotBlank();
        Path path = Path.of(String.valueOf(data)).resolve(file);
        assumeThat(path).as("no " + file + " in TRIPMILL_REAL_DATA").exists();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
