package io.tripmill.bench.trips;

import io.tripmill.job.Location;
import io.tripmill.jobs.trips.packed.ReadPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Every engine over the files of one fleet, ours first. */
public final class TripEngines implements AutoCloseable {
    public static final String OURS = "packed";
    public static final String WINDOWS = "Spark windows";
    public static final String DUCK_DB = "DuckDB";

    private final Supplier<Dataset<Row>> pings;
    private final Map<String, ReadPath> paths = new ConcurrentSkipListMap<>();
    private final DuckDbTrips duckDb;

    /**
     * @param files a folder of Parquet files on the local disk
     * @param threads of DuckDB
     */
    public TripEngines(SparkSession spark, Location files, int threads) {
        this.pings = () -> spark.read().parquet(files.uri());
        this.duckDb = new DuckDbTrips(files.path().toUri().getPath() + "/*.parquet", threads);
    }

    public TripEngine ours() {
        return packed(OURS, ReadPath.COLUMNS);
    }

    private TripEngine packed(String name, ReadPath fastest) {
        return new SparkEngine(
                name, true, () -> MachineTrips.packed(pings.get(), fastest, path -> paths.put(name, path)));
    }

    /** How each of our engines read the pings when it ran last, by name. */
    public Map<String, ReadPath> paths() {
        return Map.copyOf(paths);
    }

    /** All engines. */
    public List<TripEngine> all() {
        List<TripEngine> engines = new ArrayList<>();
        engines.add(ours());
        engines.add(packed("packed, read by rows", ReadPath.ROWS));
        engines.add(new SparkEngine("sorted partitions", true, () -> MachineTrips.sorted(pings.get())));
        engines.add(new SparkEngine("groupByKey", true, () -> MachineTrips.grouped(pings.get())));
        engines.add(new SparkEngine(WINDOWS, false, () -> WindowTrips.of(pings.get())));
        engines.add(duckDb);
        return engines;
    }

    /** Reads the columns that trips need, and throws them away: no engine can be faster than this one's scan. */
    public void scan() {
        pings.get()
                .select("device_id", "timestamp", "lat", "lng", "speed")
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
    }

    /** A sentence for each difference between the trips of an engine and ours. */
    public List<String> differences() {
        List<Row> expected = TripDifferences.sorted(ours().trips());
        List<String> differences = new ArrayList<>();
        for (TripEngine engine : all().subList(1, all().size())) {
            differences.addAll(new TripDifferences(engine.name(), engine.isEqualInEveryBit())
                    .between(expected, TripDifferences.sorted(engine.trips())));
        }
        return differences;
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
