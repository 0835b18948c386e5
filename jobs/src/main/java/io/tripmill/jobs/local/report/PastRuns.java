package io.tripmill.jobs.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.local.report.Figures.CheckedRule;
import io.tripmill.jobs.local.report.Figures.PastRun;
import io.tripmill.run.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The runs of a lake as their reports tell them, the latest first. */
final class PastRuns {
    private static final int MOST_RUNS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PastRuns() {}

    static List<PastRun> of(Location lake, Storage storage) {
        Location folder = lake.child("control/runs");
        List<PastRun> runs = new ArrayList<>();
        for (String name : storage.names(folder)) {
            if (name.endsWith(".json")) {
                storage.read(folder.child(name)).ifPresent(text -> runs.add(parsed(name, text)));
            }
        }
        runs.sort(Comparator.comparing(PastRun::started).reversed());
        return List.copyOf(runs);
    }

    /** The runs that a page lists; all of them count. */
    static List<PastRun> listed(List<PastRun> runs) {
        return runs.stream().limit(MOST_RUNS).toList();
    }

    static PastRun parsed(String name, String text) {
        JsonNode report;
        try {
            report = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The run report '" + name + "' is not JSON.",
                    "Remove it from control/runs, or restore it.");
        }
        List<CheckedRule> rules = new ArrayList<>();
        for (JsonNode rule : report.path("rule_outcomes")) {
            rules.add(new CheckedRule(
                    rule.path("table_name").asText(),
                    rule.path("Rule").asText(),
                    rule.path("Outcome").asText(),
                    rule.path("EvaluatedMetrics").toString()));
        }
        return new PastRun(
                report.path("job").asText(),
                report.path("started_at").asText(),
                report.path("state").asText(),
                report.path("error_code").asText(""),
                report.path("duration_s").asDouble(),
                report.path("rows_read").asLong(),
                report.path("rows_written").asLong(),
                report.path("rows_duplicate").asLong(),
                report.path("spark").path("bytes_read").asLong(),
                report.path("files_read").asLong(),
                rules);
    }
}
