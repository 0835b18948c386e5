package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.cell;
import static io.tripmill.bench.ResultTable.ratio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What the costs of the ingest workload say.
 *
 * @param records in the landing files, the unit of every figure
 * @param costs by entrant
 * @param stages of all rounds, by entrant
 */
record IngestReport(long records, int rounds, Map<String, Cost> costs, Map<String, StageCpu> stages) {
    private static final double MOST_TIMES_SPARK = 3;

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", records);
        return new Results(List.of(costTable(json), ratioTable(json), stageTable(json)), json);
    }

    private ResultTable costTable(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        ObjectNode entrants = json.putObject("entrants");
        costs.forEach((name, cost) -> {
            rows.add(List.of(
                    name,
                    cell(cost.wallS(), 2),
                    cell(cost.cpuS(), 2),
                    cell(cost.cpuS() / millions(), 2),
                    cell(cost.taskCpuS() / millions(), 2),
                    Long.toString(cost.sparkJobs()),
                    cell((double) cost.bytesShuffled() / records, 1),
                    cell(cost.heapBytes() / 1e6, 0)));
            entrants.set(name, cost.toJson().put("cpu_s_per_million", cost.cpuS() / millions()));
        });
        return new ResultTable(
                "%,d records, medians of %d rounds".formatted(records, rounds),
                List.of(
                        "work",
                        "wall s",
                        "CPU s",
                        "CPU s a million",
                        "of it in tasks",
                        "Spark jobs",
                        "shuffled B a record",
                        "live heap MB"),
                rows);
    }

    private ResultTable ratioTable(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        ObjectNode ratios = json.putObject("cpu_ratios");
        costs.forEach((name, cost) -> {
            if (name.startsWith("ingest-pings ")) {
                String peer = "Spark " + name.split(" ", -1)[1] + " to Parquet";
                double ratio = cost.cpuS() / cost(peer).cpuS();
                ratios.put(name, ratio);
                rows.add(List.of(
                        name + " / " + peer,
                        ratio(ratio),
                        "<= " + ratio(MOST_TIMES_SPARK),
                        ratio <= MOST_TIMES_SPARK ? "yes" : "no"));
            }
        });
        return new ResultTable("CPU beside Spark", List.of("ratio", "measured", "must", "reached"), rows);
    }

    private ResultTable stageTable(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        ObjectNode byEntrant = json.putObject("cpu_s_by_stage");
        stages.forEach((name, cpu) -> {
            ObjectNode ofOne = byEntrant.putObject(name);
            cpu.secondsByStage().forEach((stage, seconds) -> {
                ofOne.put(stage, seconds / rounds);
                rows.add(List.of(name, stage, cell(seconds / rounds, 2), cell(seconds / rounds / millions(), 2)));
            });
        });
        return new ResultTable(
                "Where it goes, means of the rounds", List.of("work", "while", "CPU s", "CPU s a million"), rows);
    }

    private Cost cost(String name) {
        Cost cost = costs.get(name);
        if (cost == null) {
            throw new NoSuchElementException(name + " was not measured");
        }
        return cost;
    }

    private double millions() {
        return records / 1e6;
    }
}
