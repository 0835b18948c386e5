package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.cell;

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
        return new Results(List.of(costs.table(), Goal.table("Goals, by CPU seconds", goals), stageTable(json)), json);
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        costs.byEntrant().forEach((name, cost) -> {
            if (name.startsWith(INGEST)) {
                String format = name.substring(INGEST.length()).split(" ", -1)[0];
                goals.add(Goal.atMost(
                        name + " / Spark",
                        cost.cpuS() / costs.of(spark(format)).cpuS(),
                        Double.NaN,
                        MOST_TIMES_SPARK,
                        MOST_TIMES_SPARK));
            }
        });
        return goals;
    }

    private ResultTable stageTable(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        ObjectNode byEntrant = json.putObject("cpu_s_by_stage");
        stages.forEach((name, cpu) -> {
            ObjectNode ofOne = byEntrant.putObject(name);
            cpu.secondsByStage().forEach((stage, ofAllRounds) -> {
                double seconds = ofAllRounds / costs.rounds();
                ofOne.put(stage, seconds);
                rows.add(List.of(name, stage, cell(seconds, 2), cell(seconds / costs.millions(), 2)));
            });
        });
        return new ResultTable(
                "Where it goes, means of the rounds", List.of("work", "while", "CPU s", "CPU s a million"), rows);
    }
}
