package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.bench.trips.TripEngines;
import java.util.ArrayList;
import java.util.List;

/**
 * What the costs of the engines say.
 *
 * @param skewPercent 0 if no skewed fleet was measured
 */
record SessionizeReport(CostTable costs, int skewPercent) {
    static final String SCAN = "scan alone";

    static String skewed(String entrant) {
        return entrant + ", skewed";
    }

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", costs.records());
        json.set("engines", costs.toJson());
        List<Goal> goals = goals();
        Goal.add(goals, json.putArray("goals"));
        return new Results(List.of(costs.table(), Goal.table("Goals, by wall seconds", goals)), json);
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
