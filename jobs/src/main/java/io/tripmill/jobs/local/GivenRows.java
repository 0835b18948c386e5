package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.quality.MetricHistory;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Storage;
import io.tripmill.run.StoredHistory;
import io.tripmill.schema.Field;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that {@code --table} names: a table of the lake, or a folder of Delta or Parquet files anywhere. */
final class GivenRows {
    static final Param<Location> LAKE = Param.location(
                    "lake", "Root of the lake: a URI, or a local path; needed where --table is a table of it.")
            .optional();
    static final Param<String> TABLE = Param.text(
            "table", "A table of the lake, or the URI or path of a folder that holds a Delta table or Parquet files.");

    private final SparkSession spark;
    private final Storage storage;
    private final Args args;

    GivenRows(SparkSession spark, Args args) {
        this.spark = spark;
        this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
        this.args = args;
    }

    /** The rows that meet {@code --where}. */
    Dataset<Row> rows() {
        return WhereCondition.of(args).applyTo(named(args.get(TABLE), TABLE));
    }

    /** All rows of a table of the lake, or of a folder, that an argument names. */
    Dataset<Row> named(String place, Param<?> by) {
        return Optional.ofNullable(JobCatalog.tables().get(place))
                .map(this::ofLake)
                .orElseGet(() -> ofFolder(place, by));
    }

    /** What earlier runs of {@code check-quality} measured of the table by a ruleset; nothing without a lake. */
    MetricHistory history(String ruleset, Instant now) {
        if (args.find(LAKE).isEmpty()) {
            return MetricHistory.NONE;
        }
        return new StoredHistory(lake().read(StoredMetrics.TABLE), args.get(TABLE), ruleset, "", now);
    }

    /** The columns that identify a row; none if that is not known. */
    List<String> key() {
        return table().map(table -> table.key().stream().map(Field::name).toList())
                .orElse(List.of());
    }

    /** Those tables of the lake that a text speaks of, by their names. */
    Map<String, Dataset<Row>> tablesIn(String text) {
        Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
        if (args.find(LAKE).isPresent()) {
            Lake lake = lake();
            JobCatalog.tables().values().stream()
                    .filter(table -> text.contains(table.name()))
                    .filter(table -> lake.version(table).isPresent())
                    .forEach(table -> tables.put(table.name(), lake.read(table)));
        }
        return tables;
    }

    /** The text of a file. */
    String text(Location file) {
        return storage.read(file)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.INPUT_MISSING, "There is no file '" + file + "'.", "Check its spelling."));
    }

    private Optional<Table> table() {
        return Optional.ofNullable(JobCatalog.tables().get(args.get(TABLE)));
    }

    private Dataset<Row> ofLake(Table table) {
        Lake lake = lake();
        if (lake.version(table).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake at '" + args.get(LAKE) + "' has no table " + table + ".",
                    "Check --lake, or run the job that writes it.");
        }
        return lake.read(table);
    }

    private Lake lake() {
        Location root = args.find(LAKE)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.ARGUMENT,
                        "A table of a lake is asked for, and no lake is named.",
                        "Add --lake URI."));
        List<String> places = new ArrayList<>(List.of("--lake", root.uri()));
        args.find(CommonParams.LAYOUT).ifPresent(file -> places.addAll(List.of("--layout", file.uri())));
        Args ofLake = Args.parse("quality", List.of(CommonParams.LAKE, CommonParams.LAYOUT), places);
        return new Lake(spark, storage, Layout.from(ofLake, storage, JobCatalog.tables()));
    }

    private Dataset<Row> ofFolder(String place, Param<?> by) {
        if (place.matches("[a-z][a-z0-9_]*")) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "There is no table '" + place + "'.",
                    "Name a folder as a URI or as ./" + place + ", or one of the tables: "
                            + String.join(", ", JobCatalog.tables().keySet()) + ".");
        }
        Location folder = Location.of(place);
        List<String> names = storage.names(folder);
        if (names.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "There is nothing in '" + folder + "'.",
                    "Check the spelling of --" + by.name() + ", or run what writes it.");
        }
        return spark.read()
                .format(names.contains("_delta_log") ? "delta" : "parquet")
                .load(folder.uri());
    }
}
