package io.tripmill.jobs;

import io.tripmill.job.Job;
import io.tripmill.job.Location;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.run.Runner;
import io.tripmill.run.Storage;
import io.tripmill.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake and a landing folder in a temporary folder, and the jobs run on them for real. */
public final class EmbeddedLake {
    /** When files land, unless a test says otherwise. */
    private static final Instant LANDED = Instant.parse("2026-03-02T00:00:00Z");

    private final SparkSession spark;
    private final Path folder;

    public EmbeddedLake(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** A copy of this lake and its landing in another folder: cheaper than running the jobs that made it again. */
    public EmbeddedLake copyTo(Path other) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                Path copy = other.resolve(folder.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EmbeddedLake(spark, other);
    }

    public Path root() {
        return folder.resolve("lake");
    }

    public Path landing() {
        return folder.resolve("landing");
    }

    /** Lands a text file. */
    public Path land(String name, String text) {
        return land(name, text.getBytes(StandardCharsets.UTF_8), LANDED);
    }

    /** Lands a file at a time. */
    public Path land(String name, byte[] bytes, Instant landed) {
        try {
            Path file = landing().resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(landed));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the lake, with no table in it. */
    public void make(ZoneId zone, LocalTime serviceDayStart) {
        try {
            Path book = root().resolve("control/lake.json");
            Files.createDirectories(book.getParent());
            Files.writeString(book, """
                    {"format_version": 1, "zone": "%s", "service_day_start": "%s", "deduplicate": "timestamp", "horizon": null}
                    """.formatted(zone, serviceDayStart));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs ingest-pings on the whole landing folder. */
    public RunReport ingest(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("--landing", landing().toString()));
        argv.addAll(List.of(arguments));
        return run(JobCatalog.named("ingest-pings"), argv.toArray(String[]::new));
    }

    /** Runs sessionize-trips. */
    public RunReport sessionize(String... arguments) {
        return run(JobCatalog.named("sessionize-trips"), arguments);
    }

    /** Runs aggregate-trips. */
    public RunReport aggregate(String... arguments) {
        return run(JobCatalog.named("aggregate-trips"), arguments);
    }

    /** Runs a job on the lake. */
    public RunReport run(Job job, String... arguments) {
        return run(job, Progress.SILENT, arguments);
    }

    /** Runs a job on the lake; the run breaks off where the progress throws. */
    public RunReport run(Job job, Progress progress, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("--lake", root().toString()));
        argv.addAll(List.of(arguments));
        Map<String, Table> tables = new LinkedHashMap<>(JobCatalog.tables());
        job.spec().writes().forEach(table -> tables.put(table.name(), table));
        return new Runner(() -> spark, tables, Clock.systemUTC(), progress, report -> {}).run(job, argv);
    }

    /** The rows of a table as they stand. */
    public Dataset<Row> read(Table table) {
        return lake().read(table);
    }

    /** The newest version of a table, -1 if it is not there. */
    public long version(Table table) {
        return lake().version(table).orElse(-1L);
    }

    private Lake lake() {
        return new Lake(
                spark,
                new Storage(spark.sparkContext().hadoopConfiguration()),
                Layout.of(Location.of(root().toString())));
    }
}
