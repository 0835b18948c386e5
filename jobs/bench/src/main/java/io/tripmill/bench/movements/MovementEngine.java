package io.tripmill.bench.movements;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.jobs.trips.Sessionized;
import io.tripmill.jobs.trips.Sessionizer;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * One way from pings to the three tables.
 *
 * @param plan from nothing to the movements, which are computed once, and the tables in them
 */
public record MovementEngine(String name, Function<Dataset<Row>, Plan> plan) {

    /**
     * @param movements what is computed
     * @param tables by kind; read the movements
     */
    public record Plan(Dataset<Row> movements, Map<String, Dataset<Row>> tables) {}

    /** The library's own way, first, and its peers. */
    public static List<MovementEngine> all(TrajectoryOptions options) {
        return List.of(
                new MovementEngine(
                        "Sessionizer", pings -> ours(Sessionizer.of(options).apply(pings))),
                new MovementEngine("sorted partitions", pings -> peer(TimelinePeers.sorted(pings, options))),
                new MovementEngine("groupByKey", pings -> peer(TimelinePeers.grouped(pings, options))));
    }

    /** Computes the movements once and throws the three tables away. */
    public void run(Dataset<Row> pings) {
        Plan planned = plan.apply(pings);
        planned.movements().persist(StorageLevel.MEMORY_AND_DISK());
        try {
            planned.tables()
                    .values()
                    .forEach(table ->
                            table.write().format("noop").mode("overwrite").save());
        } finally {
            planned.movements().unpersist(true);
        }
    }

    private static Plan ours(Sessionized found) {
        Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
        tables.put(MovementColumns.STAY, found.stays());
        tables.put(MovementColumns.TRIP, found.trips());
        tables.put(MovementColumns.SESSION, found.sessions());
        return new Plan(found.movements(), tables);
    }

    private static Plan peer(Dataset<Row> movements) {
        Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
        for (String kind : List.of(MovementColumns.STAY, MovementColumns.TRIP, MovementColumns.SESSION)) {
            tables.put(kind, movements.filter(col("kind").equalTo(kind)).drop("kind"));
        }
        return new Plan(movements, tables);
    }

    /** The tables with the columns that all engines have, under the same names, for a comparison. */
    public Map<String, Dataset<Row>> comparable(Dataset<Row> pings) {
        Map<String, Dataset<Row>> same = new LinkedHashMap<>();
        plan.apply(pings).tables().forEach((kind, table) -> same.put(kind, comparable(kind, table)));
        return same;
    }

    private static Dataset<Row> comparable(String kind, Dataset<Row> table) {
        boolean isOurs = List.of(table.columns()).contains("start_time");
        Dataset<Row> common = isOurs
                ? table.withColumn("id", col(kind + "_id"))
                        .withColumn("start_us", unix_micros(col("start_time")))
                        .withColumn("end_us", unix_micros(col("end_time")))
                : table;
        return switch (kind) {
            case MovementColumns.SESSION -> common.select("id", "start_us", "end_us", "ping_count", "distance_m");
            case MovementColumns.STAY ->
                common.select("id", "session_id", "start_us", "end_us", "ping_count", "lat", "lng");
            default ->
                common.select(
                        "id",
                        "session_id",
                        "start_us",
                        "end_us",
                        "ping_count",
                        "distance_m",
                        "moving_time_s",
                        "max_speed_mps",
                        "end_lat",
                        "end_lng",
                        "polyline",
                        "point_offsets_s");
        };
    }
}
