package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.job.Location;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's tables are the same to the last bit on every runtime, and a lake begun by one runtime is continued by another. Each runtime
 * leaves a lake that it has begun under the root's {@code target}, where the next run of this test by the other runtime finds it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoRuntimesIT {
    private static final List<Table> TABLES = List.of(
            Pings.TABLE,
            QuarantinedPings.TABLE,
            Sessions.TABLE,
            Stays.TABLE,
            Trips.TABLE,
            HourlyTrips.TABLE,
            DailyTrips.TABLE,
            OdFlows.TABLE,
            DailyOdFlows.TABLE,
            VehicleDays.TABLE,
            Parkings.TABLE,
            StayZones.TABLE);
    private static final Path CHECKSUMS = Path.of("../testdata/demo.checksums");
    private static final Path SHARED =
            Path.of("../target/two-runtimes").toAbsolutePath().normalize();
    private static final Path LANDING = SHARED.resolve("demo/city/landing");
    private static final String OWN = System.getProperty("tripmill.runtime");

    @Test
    @Order(1)
    void theDemoHasTheTablesOfEveryRuntime() throws IOException {
        String printed = TypedCommand.resultOf("demo", "--folder=" + SHARED.resolve("demo"));
        List<String> printedLines = printed.lines().toList();
        List<String> shown = PicturesTest.demo();
        // The picture leaves out the last columns of the widest table.
        assertThat(shown.subList(shown.indexOf("...") + 1, shown.size()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(printedLines).anyMatch(typed -> typed.startsWith(line)));
        assertThat(checksums(SHARED.resolve("demo/lake"))).isEqualTo(Files.readString(CHECKSUMS));
    }

    /** The files that arrived first, as a job of that hour would have found them. */
    @Test
    @Order(2)
    void aLakeIsBegun() throws IOException {
        Path lake = SHARED.resolve("begun-by-" + OWN);
        FileUtils.deleteDirectory(lake.toFile());
        List<Path> folders = folders();
        String early = folders.subList(0, folders.size() / 2).stream()
                .map(Path::toString)
                .collect(Collectors.joining(","));
        run(lake, early);
        assertThat(checksums(lake)).isNotEqualTo(Files.readString(CHECKSUMS));
    }

    @Test
    @Order(3)
    void aLakeBegunByTheOtherRuntimeIsContinued(@TempDir Path folder) throws IOException {
        List<Path> begun = begunByOthers();
        assumeTrue(
                !begun.isEmpty(),
                "no other runtime has begun a lake in " + SHARED + "; run this test with its profile, then again");
        for (Path lake : begun) {
            Path copy = folder.resolve(lake.getFileName());
            FileUtils.copyDirectory(lake.toFile(), copy.toFile());
            run(copy, LANDING.toString());
            assertThat(checksums(copy)).as(lake.toString()).isEqualTo(Files.readString(CHECKSUMS));
        }
    }

    private static List<Path> begunByOthers() throws IOException {
        try (Stream<Path> lakes = Files.list(SHARED)) {
            return lakes.filter(lake -> lake.getFileName().toString().startsWith("begun-by-"))
                    .filter(lake -> !lake.getFileName().toString().equals("begun-by-" + OWN))
                    .toList();
        }
    }

    /** The folders of the hours in which files arrived. */
    private static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(LANDING)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static void run(Path lake, String landing) {
        String root = "--lake=" + lake;
        TypedCommand.resultOf(
                "run", "ingest-pings", root, "--landing=" + landing, "--format=json", "--zone=Europe/Berlin");
        TypedCommand.resultOf("run", "sessionize-trips", root);
        TypedCommand.resultOf("run", "aggregate-vehicles", root);
        TypedCommand.resultOf("run", "aggregate-trips", root);
    }

    /** A line for each table: its name, its rows, and a checksum over all that does not tell where the clone lies. */
    private static String checksums(Path root) {
        SparkSession spark = SparkSettings.open("checksums");
        Lake lake = new Lake(
                spark,
                new Storage(spark.sparkContext().hadoopConfiguration()),
                Layout.of(Location.of(root.toString())));
        return TABLES.stream().map(table -> checksum(lake, table)).collect(Collectors.joining());
    }

    private static String checksum(Lake lake, Table table) {
        List<String> names = table.fields().stream()
                .map(Field::name)
                .filter(name -> !name.equals("source_file"))
                .toList();
        Column[] key = table.key().stream().map(Field::col).toArray(Column[]::new);
        MessageDigest digest = sha256();
        long count = 0;
        Iterator<Row> rows = lake.read(table).orderBy(key).toLocalIterator();
        while (rows.hasNext()) {
            String line = String.join("\t", RowFormat.cells(names, rows.next())) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            count++;
        }
        return table + " " + count + " " + HexFormat.of().formatHex(digest.digest()) + "\n";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
