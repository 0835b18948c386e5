package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.cell;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What each entrant cost.
 *
 * @param records that each entrant read
 * @param rounds that the medians were taken of
 * @param byEntrant medians, in the order of entry
 */
record CostTable(long records, int rounds, Map<String, Cost> byEntrant) {

    Cost of(String entrant) {
        Cost cost = byEntrant.get(entrant);
        if (cost == null) {
            throw new NoSuchElementException(entrant + " was not measured");
        }
        return cost;
    }

    /** For people. */
    ResultTable table() {
        List<List<String>> rows = byEntrant.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
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

    private List<String> row(String entrant, Cost cost) {
        return List.of(
                entrant,
                cell(cost.wallS(), 2),
                cell(cost.cpuS(), 2),
                cell(cost.cpuS() / millions(), 2),
                cell(cost.taskCpuS() / millions(), 2),
                Long.toString(cost.sparkJobs()),
                cell((double) cost.bytesShuffled() / records, 1),
                cell(cost.heapBytes() / 1e6, 0));
    }

    /** For machines. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byEntrant.forEach(
                (name, cost) -> json.set(name, cost.toJson().put("cpu_s_per_million", cost.cpuS() / millions())));
        return json;
    }

    double millions() {
        return records / 1e6;
    }
}
