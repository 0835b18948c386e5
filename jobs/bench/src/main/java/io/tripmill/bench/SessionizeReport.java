package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.bench.trips.TripEngines;
import io.tripmill.jobs.trips.packed.ReadPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the costs of the engines say.
 *
 * @param skewPercent 0 if no skewed fleet was measured
 * @param paths how our engines read the pings
 */
record SessionizeReport(CostTable costs, int skewPercent, Map<String, ReadPath> paths) {
    static final String SCAN = "scan alone";

    static String skewed(String entrant) {
        return entrant + ", skewed";
    }

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", costs.records());
        json.set("engines", costs.toJson());
        List<Goal> goals = goals();
        Goal.add(goals, json.putArray("goals"));
        ObjectNode pathsJson = json.putObject("read_paths");
        List<List<String>> pathRows = new ArrayList<>();
        paths.forEach((engine, path) -> {
            pathsJson.put(engine, path.toString());
            pathRows.add(List.of(engine, path.toString()));
        });
        ResultTable pathTable = new ResultTable("How the pings were read", List.of("engine", "path"), pathRows);
        return new Results(List.of(costs.table(), pathTable, Goal.table("Goals, by wall seconds", goals)), json);
    }

    private List<Goal> goals() {
        Cost ours = costs.of(TripEngines.OURS);
        Cost windows = costs.of(TripEngines.WINDOWS);
        Cost duckDb = costs.of(TripEngines.DUCK_DB);
        Cost scan = costs.of(SCAN);
        List<Goal> goals = new ArrayList<>();
        goals.add(Goal.atLeast(
                "Spark windows / packed", windows.wallS() / ours.wallS(), windows.cpuS() / ours.cpuS(), 4, 7));
        goals.add(Goal.atLeast("DuckDB / packed", duckDb.wallS() / ours.wallS(), duckDb.cpuS() / ours.cpuS(), 2.5, 5));
        goals.add(Goal.atMost("packed / scan alone", ours.wallS() / scan.wallS(), ours.cpuS() / scan.cpuS(), 2.5, 1.6));
        double shuffledBytes = (double) ours.bytesShuffled() / costs.records();
        goals.add(Goal.atMost("bytes shuffled a ping", shuffledBytes, Double.NaN, 10, 10));
        if (skewPercent > 0) {
            Cost skewed = costs.of(skewed(TripEngines.OURS));
            goals.add(Goal.atMost(
                    "packed, %d %% of one device / even".formatted(skewPercent),
                    skewed.wallS() / ours.wallS(),
                    skewed.cpuS() / ours.cpuS(),
                    1.5,
                    1.2));
        }
        return goals;
    }
}
