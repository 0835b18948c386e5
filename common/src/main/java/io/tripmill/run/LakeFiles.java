package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.tables.DeltaTable;
import io.tripmill.job.Device;
import io.tripmill.job.Location;
import io.tripmill.schema.Table;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The files that hold a lake's rows. */
final class LakeFiles {
    private static final String LOG = "_delta_log";
    /** The table property that names the version from which on erased rows are gone. */
    static final String ERASED_AT = "tripmill.erased_at_version";

    private final SparkSession spark;
    private final Storage storage;
    private final Layout layout;
    private final Lake lake;

    LakeFiles(SparkSession spark, Storage storage, Layout layout, Lake lake) {
        this.spark = spark;
        this.storage = storage;
        this.layout = layout;
        this.lake = lake;
    }

    /**
     * The files of a table.
     *
     * @param files that the newest version needs
     * @param bytes of these
     * @param stored all files in the table's folder, but those of its log: also what only older versions and the change feed need
     */
    record Measured(long files, long bytes, Storage.Held stored) {
        /** The difference to an earlier measurement, for people. */
        String since(Measured before) {
            return String.format(
                    Locale.ROOT,
                    "files %d to %d, bytes %d to %d, stored files %d to %d, stored bytes %d to %d",
                    before.files,
                    files,
                    before.bytes,
                    bytes,
                    before.stored.files(),
                    stored.files(),
                    before.stored.bytes(),
                    stored.bytes());
        }
    }

    Measured measure(Table table) {
        Row detail = DeltaTable.forPath(spark, place(table).uri())
                .detail()
                .select("numFiles", "sizeInBytes")
                .head();
        return new Measured(detail.getLong(0), detail.getLong(1), storage.held(place(table), LOG));
    }

    /** Delta's own compaction: small files next to each other become one; the order within them is lost. */
    void optimize(Table table, long targetFileBytes) {
        String bytes = Long.toString(targetFileBytes);
        lake.withSettings(
                Map.of(
                        "spark.databricks.delta.optimize.maxFileSize", bytes,
                        "spark.databricks.delta.optimize.minFileSize", bytes),
                () -> DeltaTable.forPath(spark, place(table).uri()).optimize().executeCompaction());
    }

    /** Removes the files that no version needs which was the newest within a time. */
    void vacuum(Table table, Duration keptFor) {
        lake.withSettings(
                Map.of(
                        "spark.databricks.delta.retentionDurationCheck.enabled", "false",
                        // Delta 4.2 would take the table's own retention instead.
                        "spark.databricks.delta.vacuum.retentionWindowIgnore.enabled", "false",
                        // Delta lists with as many tasks as this says, 10,000 of them otherwise, and a table has two
                        // folders.
                        "spark.sql.sources.parallelPartitionDiscovery.parallelism", "4",
                        // A commit that says that nothing was removed would be something to do the next time.
                        "spark.databricks.delta.vacuum.logging.enabled", "false"),
                () -> DeltaTable.forPath(spark, place(table).uri()).vacuum(keptFor.toMillis() / 3_600_000.0));
    }

    /** The devices as rows, for {@link Erasure}. */
    Dataset<Row> devices(List<Device> devices) {
        return spark.createDataFrame(devices.stream().map(Erasure::row).toList(), Erasure.SCHEMA);
    }

    /** Says in the table that no version before this one may be gone back to. */
    void markErased(Table table, long version) {
        spark.sql("ALTER TABLE delta.`" + place(table).uri().replace("`", "``") + "` SET TBLPROPERTIES ('" + ERASED_AT
                + "' = '" + version + "')");
    }

    /**
     * Removes every file that the log names and the newest version does not need, the change feed's included. Files that no commit
     * names stay: they may be what another run is about to commit.
     */
    void removeSuperseded(Table table) {
        Set<String> needed = needed(table);
        CommitLog log = lake.log(table);
        Set<String> named = new TreeSet<>();
        for (long version : log.versions()) {
            for (JsonNode action : log.actions(version).orElse(List.of())) {
                for (String kind : List.of("add", "remove", "cdc")) {
                    String path = action.path(kind).path("path").asText();
                    if (!path.isEmpty() && !needed.contains(nameOf(path))) {
                        named.add(path);
                    }
                }
            }
        }
        // A path of the log is relative to the table, unless it names another place outright.
        named.stream()
                .map(path -> URI.create(path))
                .filter(path -> !path.isAbsolute())
                .forEach(path -> storage.delete(place(table).child(path.getPath())));
    }

    /** How many data files the newest version does not need; after {@link #removeSuperseded}, those that no commit names. */
    long unneeded(Table table) {
        Set<String> needed = needed(table);
        return Stream.of(place(table), place(table).child("_change_data"))
                .flatMap(folder -> storage.names(folder).stream())
                .filter(name -> name.endsWith(".parquet") && !needed.contains(name))
                .count();
    }

    private Set<String> needed(Table table) {
        Set<String> needed = new HashSet<>();
        for (String uri : spark.read().format("delta").load(place(table).uri()).inputFiles()) {
            needed.add(nameOf(uri));
        }
        return needed;
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Location place(Table table) {
        return layout.of(table);
    }
}
