package io.tripmill.jobs.local;

import io.tripmill.job.Location;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.torture.RowMultiset;
import io.tripmill.jobs.upkeep.EraseDevice;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Storage;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import io.tripmill.schema.WarehouseLoads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** What the steps of a campaign have left. */
record TortureResult(SparkSession spark, Storage storage, Optional<TortureWarehouse> warehouse) {
    /** They tell of the place or of the way to it, not of what was made. */
    private static final Map<String, Set<String>> NOT_COMPARED = Map.of(
            Deliveries.TABLE.name(), Set.of("file", "source_version"), WarehouseLoads.TABLE.name(), Set.of("target"));

    private static final Path LOG = Path.of("_delta_log");

    /** The rows of every table, of what was loaded from them, and the files that erased rows could still be read from. */
    Map<String, RowMultiset> tables(Path root) {
        Lake lake = new Lake(spark, storage, Layout.of(Location.of(TortureSteps.lake(root))));
        Map<String, RowMultiset> tables = new TreeMap<>();
        for (Table table : JobCatalog.tables().values()) {
            if (lake.version(table).isPresent()) {
                Set<String> leftOut = NOT_COMPARED.getOrDefault(table.name(), Set.of());
                tables.put(
                        table.name(),
                        RowMultiset.of(
                                lake.read(table),
                                table.fields().stream()
                                        .filter(field -> !leftOut.contains(field.name()))
                                        .map(Field::col)
                                        .toList()));
            }
        }
        for (Table table : new EraseDevice().spec().writes()) {
            tables.put("superseded files of " + table, supersededFiles(lake, table, root));
        }
        warehouse.ifPresent(into -> tables.put("trips in the warehouse", into.rows(spark, root)));
        return tables;
    }

    /** Those that a commit names and the newest version does not need; what a killed process never committed may lie beside them. */
    private static RowMultiset supersededFiles(Lake lake, Table table, Path root) {
        Set<Path> needed = new HashSet<>();
        Arrays.stream(lake.read(table).inputFiles())
                .map(URI::create)
                .map(Path::of)
                .forEach(needed::add);
        Path data = Path.of(table.name());
        Map<String, Long> superseded = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of(TortureSteps.lake(root)))) {
            List<Path> all = files.filter(file -> isBelow(file, data)).toList();
            StringBuilder commits = new StringBuilder();
            for (Path commit : all.stream()
                    .filter(file -> isBelow(file, LOG) && file.toString().endsWith(".json"))
                    .toList()) {
                commits.append(Files.readString(commit));
            }
            all.stream()
                    .filter(file -> file.toString().endsWith(".parquet") && !isBelow(file, LOG))
                    .filter(file -> !needed.contains(file))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> commits.indexOf(name) >= 0)
                    .forEach(name -> superseded.merge(name, 1L, Long::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RowMultiset(superseded);
    }

    private static boolean isBelow(Path file, Path folder) {
        for (Path name : file) {
            if (name.equals(folder)) {
                return true;
            }
        }
        return false;
    }
}
