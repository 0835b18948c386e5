package io.tripmill.bench;

import io.tripmill.job.Location;
import io.tripmill.job.Param;
import java.util.Map;

/** Parameters that workloads share. */
final class BenchParams {
    static final Param<Integer> CORES = Param.wholeNumber(
                    "cores", "How many tasks Spark runs at a time, and threads of DuckDB.")
            .where("1 to 1024", cores -> cores >= 1 && cores <= 1024)
            .orElse(2);
    static final Param<Integer> ROUNDS = Param.wholeNumber(
                    "rounds", "How often each engine is measured; the medians are reported.")
            .where("1 to 100", rounds -> rounds >= 1 && rounds <= 100)
            .orElse(3);
    static final Param<Integer> SEED = Param.wholeNumber("seed", "Which fleet: equal seeds give equal pings.")
            .orElse(1);
    static final Param<Location> OUT = Param.location(
                    "out", "Where pings are kept for the next time, and lakes are made.")
            .orElse(Location.of(System.getProperty("tripmill.home", "") + "/target/bench"));

    /** For fleets read from their files: tasks enough that no core waits for another's last one. */
    static final Map<String, String> SMALL_TASKS = Map.of("spark.sql.files.maxPartitionBytes", "16m");

    private BenchParams() {}

    /** How many pings, with a default that fits the workload. */
    static Param<Integer> pings(int fallback) {
        return Param.wholeNumber("pings", "How many pings are generated, within some percent.")
                .where("at least 1000", pings -> pings >= 1_000)
                .orElse(fallback);
    }
}
