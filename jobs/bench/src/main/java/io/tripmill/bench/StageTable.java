package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.cell;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where processor time goes inside the runs of a job.
 *
 * @param byEntrant of all rounds
 */
record StageTable(Map<String, StageCpu> byEntrant, int rounds) {

    /** For people. */
    ResultTable table() {
        List<List<String>> rows = new ArrayList<>();
        byEntrant.forEach((name, cpu) -> {
            double whole = cpu.secondsByStage().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            cpu.secondsByStage()
                    .forEach((stage, seconds) -> rows.add(
                            List.of(name, stage, cell(seconds / rounds, 2), cell(100 * seconds / whole, 0) + " %")));
        });
        return new ResultTable("Where it goes, means of the rounds", List.of("work", "while", "CPU s", "share"), rows);
    }

    /** For machines. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byEntrant.forEach((name, cpu) -> {
            ObjectNode ofOne = json.putObject(name);
            cpu.secondsByStage().forEach((stage, seconds) -> ofOne.put(stage, seconds / rounds));
        });
        return json;
    }
}
