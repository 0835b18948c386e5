package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the costs of the ingest workload say.
 *
 * @param stages of all rounds, by entrant
 */
record IngestReport(CostTable costs, Map<String, StageCpu> stages) {
    static final String INGEST = "ingest-pings ";
    private static final double MOST_TIMES_SPARK = 3;

    /** The entrant that reads files of a format and writes them as Parquet. */
    static String spark(String format) {
        return "Spark " + format + " to Parquet";
    }

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", costs.records());
        json.set("entrants", costs.toJson());
        List<Goal> goals = goals();
        Goal.add(goals, json.putArray("goals"));
        StageTable stageTable = new StageTable(stages, costs.rounds());
        json.set("cpu_s_by_stage", stageTable.toJson());
        return new Results(
                List.of(costs.table(), Goal.table("Goals, by CPU seconds", goals), stageTable.table()), json);
    }

    /** The entrant that looks for every column of pings in files of a format and writes all of them as Parquet. */
    static String sparkToPings(String format) {
        return spark(format) + ", columns of pings";
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        costs.byEntrant().forEach((name, cost) -> {
            if (name.startsWith(INGEST)) {
                String format = name.substring(INGEST.length()).split(" ", -1)[0];
                goals.add(timesSpark(name + " / Spark", cost, spark(format)));
                goals.add(timesSpark(name + " / Spark, columns of pings", cost, sparkToPings(format)));
            }
        });
        return goals;
    }

    private Goal timesSpark(String what, Cost ours, String floor) {
        return Goal.atMost(what, ours.cpuS() / costs.of(floor).cpuS(), Double.NaN, MOST_TIMES_SPARK, MOST_TIMES_SPARK);
    }
}
