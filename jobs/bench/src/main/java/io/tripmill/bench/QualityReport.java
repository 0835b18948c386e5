package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.bench.quality.QualityEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the costs of the engines say.
 *
 * @param hasDeequ whether Deequ was measured, too
 * @param compared how many outcomes, metrics and numbers of failing rows of each engine were found equal to ours
 */
record QualityReport(CostTable costs, boolean hasDeequ, Map<String, Integer> compared) {
    static final String SCAN = "scan alone";
    static final String WRITE = "write alone";

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", costs.records());
        json.set("engines", costs.toJson());
        List<Goal> goals = goals();
        Goal.add(goals, json.putArray("goals"));
        ObjectNode equal = json.putObject("equal_findings");
        compared.forEach(equal::put);
        List<List<String>> rows = compared.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), Integer.toString(entry.getValue())))
                .toList();
        ResultTable equalTable = new ResultTable(
                "Findings equal to ours: outcomes, metrics, numbers of failing rows",
                List.of("engine", "findings"),
                rows);
        return new Results(List.of(costs.table(), equalTable, Goal.table("Goals, by processor seconds", goals)), json);
    }

    private List<Goal> goals() {
        Cost ours = costs.of(QualityEngines.OURS);
        double scanS = costs.of(SCAN).cpuS();
        double writeS = costs.of(WRITE).cpuS();
        List<Goal> goals = new ArrayList<>();
        if (hasDeequ) {
            goals.add(ratio(QualityEngines.DEEQU, QualityEngines.OURS, 2.5, 4));
            goals.add(ratio(QualityEngines.DEEQU_ROWS, QualityEngines.OUR_ROWS, 4, 8));
        }
        goals.add(Goal.atMost("Spark jobs for scan and keys", (double) ours.sparkJobs(), Double.NaN, 3, 3));
        goals.add(Goal.atMost(
                "no keys: scans added to a write",
                (costs.of(QualityEngines.PASSAGE).cpuS() - writeS) / scanS,
                Double.NaN,
                0.5,
                0.5));
        goals.add(Goal.atMost(
                "no keys: scans added to a scan",
                (costs.of(QualityEngines.SCAN_RULES).cpuS() - scanS) / scanS,
                Double.NaN,
                0.5,
                0.5));
        return goals;
    }

    private Goal ratio(String peer, String ours, double must, double aim) {
        return Goal.atLeast(
                peer + " / " + ours, costs.of(peer).cpuS() / costs.of(ours).cpuS(), Double.NaN, must, aim);
    }
}
