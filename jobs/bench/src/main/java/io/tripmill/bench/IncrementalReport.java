package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.run.RunReport;
import io.tripmill.run.RunReport.SparkWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the costs of the incremental workload say.
 *
 * @param costs a new ping is the unit
 * @param reports of the last run of each entrant
 * @param stages of all rounds, by entrant
 */
record IncrementalReport(CostTable costs, Map<String, RunReport> reports, Map<String, StageCpu> stages) {
    static final String INCREMENTAL = "incremental, ";
    static final String FULL = "full, ";
    static final String LONG = "long history";
    static final String SHORT = "short history";

    Results results() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("new_records", costs.records());
        json.set("runs", costs.toJson());
        List<Goal> goals = goals();
        Goal.add(goals, json.putArray("goals"));
        StageTable stageTable = new StageTable(stages, costs.rounds());
        json.set("cpu_s_by_stage", stageTable.toJson());
        return new Results(
                List.of(
                        costs.table(),
                        Goal.table("Goals, by CPU seconds", goals),
                        readTable(json.putObject("reads")),
                        stageTable.table()),
                json);
    }

    private List<Goal> goals() {
        double incremental = costs.of(INCREMENTAL + LONG).cpuS();
        return List.of(
                Goal.atMost(
                        "incremental / full, long history",
                        incremental / costs.of(FULL + LONG).cpuS(),
                        Double.NaN,
                        0.10,
                        0.04),
                Goal.atMost(
                        "incremental, long / short history",
                        incremental / costs.of(INCREMENTAL + SHORT).cpuS(),
                        Double.NaN,
                        1.5,
                        1.2));
    }

    private ResultTable readTable(ObjectNode json) {
        List<List<String>> rows = new ArrayList<>();
        reports.forEach((name, report) -> {
            long bytesRead = report.spark().map(SparkWork::bytesRead).orElse(0L);
            rows.add(List.of(
                    name,
                    "%,d".formatted(report.rows().read()),
                    ResultTable.cell(bytesRead / 1e6, 1),
                    report.warnings().isEmpty() ? "" : report.warnings().get(0)));
            json.putObject(name)
                    .put("rows_read", report.rows().read())
                    .put("bytes_read", bytesRead)
                    .put("warnings", String.join(" ", report.warnings()))
                    .put("notes", report.notes().toString());
        });
        return new ResultTable("What the last run of each read", List.of("run", "rows", "MB", "warning"), rows);
    }
}
