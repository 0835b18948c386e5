package io.tripmill.run;

import io.delta.tables.DeltaTable;
import io.tripmill.job.Location;
import io.tripmill.schema.Table;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The files that hold a lake's rows. */
final class LakeFiles {
    private static final String LOG = "_delta_log";

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
                        // Delta lists with as many tasks as this says, 10,000 of them otherwise, and a table has two
                        // folders.
                        "spark.sql.sources.parallelPartitionDiscovery.parallelism", "4",
                        // A commit that says that nothing was removed would be something to do the next time.
                        "spark.databricks.delta.vacuum.logging.enabled", "false"),
                () -> DeltaTable.forPath(spark, place(table).uri()).vacuum(keptFor.toMillis() / 3_600_000.0));
    }

    private Location place(Table table) {
        return layout.of(table);
    }
}
