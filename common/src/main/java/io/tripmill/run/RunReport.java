package io.tripmill.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Redaction;
import io.tripmill.quality.RuleOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run did, for people, schedulers and the lake's own books.
 *
 * @param attempt 1, or more where the run id was used before
 * @param arguments as one would type them
 * @param rows {@code rows_read} etc.
 * @param tables the tables read and written, by name
 * @param checks what became of the rules that the run checked
 * @param serviceDates the service dates that the run touched, ascending
 * @param filesRead landing files that were read to their end; 0 where a job reads tables
 * @param filesRefused landing files that could not be read to their end, with the reason
 * @param cost what the run costs on Glue; empty where Spark had nothing to do with it
 * @param failure the code and message, if the run failed
 */
public record RunReport(
        String job,
        String runId,
        int attempt,
        Map<String, String> arguments,
        Rows rows,
        Map<String, TableFigures> tables,
        List<Check> checks,
        List<LocalDate> serviceDates,
        long filesRead,
        Map<String, String> filesRefused,
        List<String> warnings,
        Map<String, String> notes,
        Instant started,
        double durationSeconds,
        Optional<SparkWork> spark,
        Optional<GlueCost> cost,
        Optional<Failure> failure,
        String codeVersion) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Rows of the run. For a job that reads landing files {@code read = written + quarantined + duplicate}.
     *
     * @param written growth of the job's main table
     */
    public record Rows(long read, long written, long quarantined, long duplicate) {
        public static final Rows NONE = new Rows(0, 0, 0, 0);
    }

    /**
     * One table of the run; versions are null and counts 0 where it is not there.
     *
     * @param versionBefore the version read
     * @param versionAfter the version when the run ended
     */
    public record TableFigures(
            Optional<Long> versionBefore, Optional<Long> versionAfter, long rowsBefore, long rowsAfter) {}

    /**
     * What became of one rule.
     *
     * @param table the table whose rows were checked, or the URI of their folder
     * @param ruleset as it was named
     */
    public record Check(String table, String ruleset, RuleOutcome outcome) {}

    /**
     * Work that Spark did for the run.
     *
     * @param taskSeconds how long all tasks took together, waiting for storage included
     */
    public record SparkWork(
            long jobs,
            long stages,
            long bytesRead,
            long bytesShuffled,
            double executorCpuSeconds,
            double taskSeconds) {}

    /** Why the run failed. */
    public record Failure(String code, String message) {}

    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** What is known of a run that has begun, as one line of JSON without secrets; it stays where the process is killed. */
    String toJsonAsRunning() {
        ObjectNode json = tree();
        json.put("state", "running");
        json.remove(List.of("duration_s", "spark", "cost"));
        return Redaction.of(json.toString());
    }

    /** The report as one line of JSON, without secrets. */
    public String toJson() {
        return Redaction.of(tree().toString());
    }

    private ObjectNode tree() {
        ObjectNode json = JSON.createObjectNode()
                .put("job", job)
                .put("run_id", runId)
                .put("attempt", attempt)
                .put("state", succeeded() ? "succeeded" : "failed")
                .put("error_code", failure.map(Failure::code).orElse(null))
                .put("error", failure.map(Failure::message).orElse(null))
                .put("rows_read", rows.read())
                .put("rows_written", rows.written())
                .put("rows_quarantined", rows.quarantined())
                .put("rows_duplicate", rows.duplicate());
        ObjectNode argumentsJson = json.putObject("arguments");
        arguments.forEach(argumentsJson::put);
        ObjectNode tablesJson = json.putObject("tables");
        tables.forEach((name, figures) -> tablesJson
                .putObject(name)
                .put("version_before", figures.versionBefore().orElse(null))
                .put("version", figures.versionAfter().orElse(null))
                .put("rows_before", figures.rowsBefore())
                .put("rows", figures.rowsAfter()));
        ArrayNode outcomes = json.putArray("rule_outcomes");
        checks.forEach(check -> put(check, outcomes.addObject()));
        ArrayNode dates = json.putArray("service_dates");
        serviceDates.forEach(date -> dates.add(date.toString()));
        json.put("files_read", filesRead);
        ObjectNode refused = json.putObject("files_refused");
        filesRefused.forEach(refused::put);
        ArrayNode warningsJson = json.putArray("warnings");
        warnings.forEach(warningsJson::add);
        ObjectNode notesJson = json.putObject("notes");
        notes.forEach(notesJson::put);
        json.put("started_at", started.toString()).put("duration_s", durationSeconds);
        spark.ifPresent(work -> json.putObject("spark")
                .put("jobs", work.jobs())
                .put("stages", work.stages())
                .put("bytes_read", work.bytesRead())
                .put("bytes_shuffled", work.bytesShuffled())
                .put("executor_cpu_s", work.executorCpuSeconds())
                .put("task_s", work.taskSeconds()));
        cost.ifPresent(estimate -> estimate.putIn(json));
        json.put("code_version", codeVersion);
        return json;
    }

    private static void put(Check check, ObjectNode json) {
        RuleOutcome outcome = check.outcome();
        json.put("table_name", check.table())
                .put("ruleset", check.ruleset())
                .put("Rule", outcome.rule())
                .put("Outcome", outcome.outcome())
                .put("FailureReason", outcome.failureReason().orElse(null))
                .put("EvaluatedRule", outcome.evaluatedRule());
        ObjectNode metrics = json.putObject("EvaluatedMetrics");
        outcome.evaluatedMetrics().forEach(metrics::put);
    }
}
