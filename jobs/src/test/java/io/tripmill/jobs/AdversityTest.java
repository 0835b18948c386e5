package io.tripmill.jobs;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.run.Runner;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What disks, clocks and colleagues do to a lake: a run succeeds, or fails with a code that says who acts; no row is wrong. */
@SparkTest
@Tag("full")
class AdversityTest {
    private static EmbeddedLake stored;
    private static List<Row> trips;

    private final SparkSession spark;

    AdversityTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void storeOnce(SparkSession spark, @TempDir Path folder) {
        stored = new EmbeddedLake(spark, folder);
        stored.land("a.csv", drive("d1", Instant.parse("2026-03-01T06:00:00Z")));
        stored.ingest("--format", "csv");
        stored.land("b.csv", drive("d2", Instant.parse("2026-03-01T08:00:00Z")));
        stored.ingest("--format", "csv");
        stored.sessionize();
        stored.land("c.csv", drive("d3", Instant.parse("2026-03-01T09:00:00Z")));
        stored.ingest("--format", "csv");
        stored.sessionize();
        trips = stored.read(Trips.TABLE).collectAsList();
        assertThat(trips).isNotEmpty();
    }

    @Test
    void ofTwoRunsAtOnceNeitherRepeatsNorLosesRows(@TempDir Path folder) throws Exception {
        EmbeddedLake lake = stored.copyTo(folder);
        Path late = lake.land("d.csv", drive("d4", Instant.parse("2026-03-01T10:00:00Z")));
        long before = lake.read(Pings.TABLE).count();
        Callable<RunReport> ingest = () -> new EmbeddedLake(spark.newSession(), folder)
                .run(JobCatalog.named("ingest-pings"), "--format", "csv", "--landing", late.toString());
        List<RunFailure> ingestFailures = atOnce(ingest, ingest);
        assertThat(ingestFailures).extracting(RunFailure::code).containsAnyOf(ErrorCode.CONFLICT);
        assertThat(ingestFailures).hasSizeLessThan(2);
        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(before + 11);

        Callable<RunReport> sessionize = () -> new EmbeddedLake(spark.newSession(), folder).sessionize();
        List<RunFailure> failures = atOnce(sessionize, sessionize);
        assertThat(failures).hasSizeLessThan(2).allSatisfy(failure -> assertThat(failure.code())
                .isEqualTo(ErrorCode.CONFLICT));
        lake.sessionize();
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        assertSame(lake, whole);
    }

    @Test
    void ofTwoJobsOnOneTableTheLaterOneIsToldAndNothingIsLost(@TempDir Path folder) throws Exception {
        EmbeddedLake lake = stored.copyTo(folder);
        EmbeddedLake beside = new EmbeddedLake(spark.newSession(), folder);
        Path d4 = lake.land("d.csv", drive("d4", Instant.parse("2026-03-01T10:00:00Z")));

        Optional<RunFailure> overtaken = failure(() -> lake.run(
                JobCatalog.named("ingest-pings"),
                once("writing pings", () -> erase(beside, "d1")),
                "--format",
                "csv",
                "--landing",
                d4.toString()));

        assertThat(overtaken).map(RunFailure::code).contains(ErrorCode.CONFLICT);
        assertThat(devices(lake)).containsExactlyInAnyOrderEntriesOf(Map.of("d2", 11L, "d3", 11L));
        lake.run(JobCatalog.named("ingest-pings"), "--format", "csv", "--landing", d4.toString());
        assertThat(devices(lake)).containsExactlyInAnyOrderEntriesOf(Map.of("d2", 11L, "d3", 11L, "d4", 11L));

        Path d5 = lake.land("e.csv", drive("d5", Instant.parse("2026-03-01T11:00:00Z")));
        Callable<RunReport> ingest =
                () -> lake.run(JobCatalog.named("ingest-pings"), "--format", "csv", "--landing", d5.toString());
        Callable<RunReport> erasure = () -> erase(beside, "d2");
        List<RunFailure> failures = atOnce(ingest, erasure);
        // Each writes several tables, so each may be overtaken on one of them.
        assertThat(failures).allSatisfy(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT));
        ingest.call();
        erasure.call();
        assertThat(devices(lake)).containsExactlyInAnyOrderEntriesOf(Map.of("d3", 11L, "d4", 11L, "d5", 11L));
    }

    @Test
    void anOptimizeBesideARunCostsNoRow(@TempDir Path folder) {
        EmbeddedLake lake = stored.copyTo(folder);
        SparkSession other = spark.newSession();
        Path d4 = lake.land("d.csv", drive("d4", Instant.parse("2026-03-01T10:00:00Z")));
        long before = lake.version(Pings.TABLE);

        Optional<RunFailure> ingested = failure(() -> lake.run(
                JobCatalog.named("ingest-pings"),
                once("writing pings", () -> optimize(other, lake, "pings")),
                "--format",
                "csv",
                "--landing",
                d4.toString()));
        assertThat(lake.version(Pings.TABLE)).isGreaterThan(before);
        again(
                ingested,
                () -> lake.run(JobCatalog.named("ingest-pings"), "--format", "csv", "--landing", d4.toString()));
        assertThat(devices(lake))
                .containsExactlyInAnyOrderEntriesOf(Map.of("d1", 11L, "d2", 11L, "d3", 11L, "d4", 11L));

        Optional<RunFailure> sessionized =
                failure(() -> lake.run(JobCatalog.named("sessionize-trips"), once("writing trips", () -> {
                    for (String table : List.of("pings", "trips", "stays", "sessions")) {
                        optimize(other, lake, table);
                    }
                    return lake;
                })));
        again(sessionized, lake::sessionize);
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        assertSame(lake, whole);
    }

    /** A loser says so, and wins when it runs again. */
    private static void again(Optional<RunFailure> first, Callable<?> run) {
        assertThat(first.map(RunFailure::code)).isIn(Optional.empty(), Optional.of(ErrorCode.CONFLICT));
        if (first.isPresent()) {
            assertThat(failure(run)).isEmpty();
        }
    }

    private static RunReport erase(EmbeddedLake lake, String device) {
        return lake.run(JobCatalog.named("erase-device"), "--provider-id", "p", "--device-id", device);
    }

    private static Dataset<Row> optimize(SparkSession spark, EmbeddedLake lake, String table) {
        return spark.sql("OPTIMIZE delta.`" + lake.root().resolve("silver/" + table) + "`");
    }

    private static Map<String, Long> devices(EmbeddedLake lake) {
        return lake.read(Pings.TABLE).groupBy("device_id").count().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    }

    /** Does something the first time that a run comes to a stage. */
    private static Progress once(String stage, Callable<?> action) {
        AtomicBoolean isDone = new AtomicBoolean();
        return told -> {
            if (told.equals(stage) && isDone.compareAndSet(false, true)) {
                assertThat(failure(action)).isEmpty();
            }
        };
    }

    @Test
    void aTableThatWasDeletedIsMadeAnew(@TempDir Path folder) throws IOException {
        for (Table table : List.of(Trips.TABLE, Sessions.TABLE)) {
            EmbeddedLake lake = stored.copyTo(folder.resolve(table.name()));
            FileUtils.deleteDirectory(
                    lake.root().resolve("silver/" + table.name()).toFile());
            lake.sessionize();
            assertSame(lake, stored);
        }
    }

    @Test
    void aMissingOrTornLogIsTold(@TempDir Path folder) throws IOException {
        for (String table : List.of("pings", "trips")) {
            for (String damage : List.of("missing", "torn", "empty", "noise")) {
                EmbeddedLake lake = stored.copyTo(folder.resolve(table + "-" + damage));
                Path log = lake.root().resolve("silver/" + table + "/_delta_log");
                Path entry = log.resolve(damage.equals("missing") ? "00000000000000000000.json" : newest(log));
                Files.deleteIfExists(log.resolve("." + entry.getFileName() + ".crc"));
                switch (damage) {
                    case "missing" -> Files.delete(entry);
                    case "torn" -> Files.write(entry, java.util.Arrays.copyOf(Files.readAllBytes(entry), 700));
                    case "empty" -> Files.write(entry, new byte[0]);
                    default -> Files.write(entry, new byte[] {0, -1, '{', '\n', '}', -128});
                }
                assertCoded(failure(() -> lake.sessionize("--recompute", "full")), table + " " + damage);
            }
        }
    }

    /** Whoever may write the log could else have rows of any file read that the job may read. */
    @Test
    void aLogThatNamesFilesElsewhereIsRefused(@TempDir Path folder) throws IOException {
        for (String path : List.of(
                "/etc/secrets.parquet",
                "file:/etc/secrets.parquet",
                "s3://others/pings.parquet",
                "../trips/part.parquet",
                "a/%2E%2E/%2E%2E/part.parquet",
                "a b%zz/../../part.parquet")) {
            EmbeddedLake lake = stored.copyTo(folder.resolve("" + path.hashCode()));
            long next = lake.version(Pings.TABLE) + 1;
            Files.writeString(
                    lake.root().resolve("silver/pings/_delta_log/%020d.json".formatted(next)), """
                    {"add":{"path":"%s","partitionValues":{},"size":100,"modificationTime":1,"dataChange":true}}
                    """.formatted(path));

            assertThatThrownBy(lake::sessionize)
                    .hasMessageStartingWith("[T-TABLE-DAMAGED] Version " + next + " of 'file:")
                    .hasMessageContaining("lies outside of the table");
        }
    }

    @Test
    void aDataFileThatIsGoneIsTold(@TempDir Path folder) throws IOException {
        EmbeddedLake lake = stored.copyTo(folder);
        try (Stream<Path> files = Files.walk(lake.root().resolve("silver/pings"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
        Optional<RunFailure> failure = failure(() -> lake.sessionize("--recompute", "full"));
        assertThat(failure).isPresent();
        assertCoded(failure, "no data files");
    }

    @Test
    void aColumnThatSomeoneAddedDoesNoHarm(@TempDir Path folder) {
        EmbeddedLake lake = stored.copyTo(folder);
        for (String table : List.of("pings", "trips")) {
            spark.sql("ALTER TABLE delta.`" + lake.root().resolve("silver/" + table) + "` ADD COLUMN remark STRING");
        }
        lake.land("d.csv", drive("d4", Instant.parse("2026-03-01T10:00:00Z")));
        lake.run(JobCatalog.named("ingest-pings"), "--format", "csv", "--landing", lake.landing() + "/d.csv");
        lake.sessionize();
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        assertSame(lake, whole);
        assertThat(lake.read(Trips.TABLE).count()).isGreaterThan(trips.size());
    }

    @Test
    void aClockThatJumpsBackChangesNothing(@TempDir Path folder) {
        EmbeddedLake lake = stored.copyTo(folder);
        Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        lake.land("d.csv", drive("d4", Instant.parse("2026-03-01T10:00:00Z")));
        run(lake, yesterday, "ingest-pings", "--format=csv", "--landing=" + lake.landing() + "/d.csv");
        run(lake, yesterday, "sessionize-trips");
        EmbeddedLake whole = lake.copyTo(folder.resolve("whole"));
        whole.sessionize("--recompute", "full");
        assertSame(lake, whole);
    }

    @Test
    void aLakeThatCanNotBeWrittenIsTold() {
        // Nobody makes a folder there, not even root.
        for (String place : List.of("/proc/lake", "/dev/null/lake")) {
            Optional<RunFailure> failure = failure(
                    () -> new Runner(() -> spark, JobCatalog.tables(), Clock.systemUTC(), Progress.SILENT, report -> {})
                            .run(
                                    JobCatalog.named("ingest-pings"),
                                    List.of(
                                            "--lake",
                                            place,
                                            "--landing",
                                            stored.landing().toString(),
                                            "--format",
                                            "csv")));
            assertThat(failure).isPresent();
            assertThat(failure.get().code()).as(failure.get().getMessage()).isEqualTo(ErrorCode.UNREADABLE);
            assertThat(failure.get()).hasMessageContaining(place);
        }
    }

    @Test
    void aFullDiskIsToldAndSpaceIsAllThatIsMissing(@TempDir Path folder) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "a small disk can't be mounted here");
        try {
            EmbeddedLake lake = stored.copyTo(folder.resolve("copy"));
            EmbeddedLake small = new EmbeddedLake(spark, disk);
            FileUtils.copyDirectory(lake.root().toFile(), small.root().toFile());
            StringBuilder much = new StringBuilder("provider_id,device_id,timestamp,lat,lng\n");
            java.util.Random random = new java.util.Random(1);
            for (int i = 0; i < 60_000; i++) {
                much.append("p,d").append(i).append(",2026-03-01T10:00:00Z,");
                much.append(random.nextDouble())
                        .append(',')
                        .append(random.nextDouble())
                        .append('\n');
            }
            Path landed = lake.land("much.csv", much.toString());
            long pings = small.read(Pings.TABLE).count();
            String[] ingest = {"--format", "csv", "--landing", landed.toString()};
            Optional<RunFailure> failure = failure(() -> small.run(JobCatalog.named("ingest-pings"), ingest));
            assertThat(failure).isPresent();
            assertThat(failure.get().code()).as(failure.get().getMessage()).isEqualTo(ErrorCode.UNREADABLE);
            assertThat(failure.get()).hasMessageContaining("space");
            assertThat(command("mount", "-o", "remount,size=200m", disk.toString()))
                    .isTrue();
            assertThat(small.read(Pings.TABLE).count()).isEqualTo(pings);
            assertThat(small.run(JobCatalog.named("ingest-pings"), ingest)
                            .rows()
                            .written())
                    .isEqualTo(60_000);
        } finally {
            command("umount", "-l", disk.toString());
        }
    }

    private static void assertCoded(Optional<RunFailure> failure, String damage) {
        // An entry without a line is one that changed nothing; the run goes on without what it said.
        System.out.printf(
                "%s: %s%n", damage, failure.map(RunFailure::getMessage).orElse("no failure"));
        failure.ifPresent(told -> {
            assertThat(told.code()).as(damage + ": " + told.getMessage()).isEqualTo(ErrorCode.TABLE_DAMAGED);
            assertThat(told.getMessage()).as(damage).startsWith("[T-");
        });
    }

    private static Optional<RunFailure> failure(Callable<?> run) {
        try {
            run.call();
            return Optional.empty();
        } catch (RunFailure failure) {
            return Optional.of(failure);
        } catch (Exception e) {
            throw new AssertionError("every failure of a run has a code", e);
        }
    }

    /** The failures of runs that begin at one moment. */
    private static List<RunFailure> atOnce(Callable<RunReport> one, Callable<RunReport> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<Optional<RunFailure>>> runs = new ArrayList<>();
            for (Callable<RunReport> run : List.of(one, other)) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return failure(run);
                }));
            }
            List<RunFailure> failures = new ArrayList<>();
            for (Future<Optional<RunFailure>> run : runs) {
                run.get().ifPresent(failures::add);
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(EmbeddedLake lake, Clock clock, String job, String... arguments) {
        new Runner(() -> spark, JobCatalog.tables(), clock, Progress.SILENT, report -> {})
                .run(
                        JobCatalog.named(job),
                        Stream.concat(Stream.of("--lake=" + lake.root()), Stream.of(arguments))
                                .toList());
    }

    private static void assertSame(EmbeddedLake lake, EmbeddedLake expected) {
        for (Table table : List.of(Trips.TABLE, Sessions.TABLE)) {
            Dataset<Row> rows = expected.read(table);
            assertThatRows(lake.read(table)).hasSameRowsAs(rows);
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private static String newest(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{20}\\.json"))
                    .max(String::compareTo)
                    .orElseThrow();
        }
    }

    /** Eleven minutes to the north, then silence. */
    private static String drive(String device, Instant start) {
        StringBuilder csv = new StringBuilder("provider_id,device_id,timestamp,lat,lng\n");
        for (int minute = 0; minute <= 10; minute++) {
            csv.append("p,").append(device).append(',').append(start.plusSeconds(60L * minute));
            csv.append(',').append(35.0 + minute * 0.005).append(",139.0\n");
        }
        return csv.toString();
    }
}
