package io.tripmill.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Redaction;
import java.time.Duration;
import java.util.Optional;

/**
 * A run's figures as CloudWatch takes them out of a log: a line in the embedded metric format, with the job and the lake as dimensions; only
 * the job where the run failed before it knew its lake.
 *
 * <p>From the Amazon CloudWatch user guide, "Specification: Embedded metric format".
 */
public final class EmbeddedMetrics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "Tripmill";
    private static final String COUNT = "Count";

    private final ObjectNode line = JSON.createObjectNode();
    private final ArrayNode metrics;

    private EmbeddedMetrics(long timestampMs, Optional<String> lake) {
        ObjectNode directive = line.putObject("_aws")
                .put("Timestamp", timestampMs)
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", NAMESPACE);
        ArrayNode dimensions = directive.putArray("Dimensions").addArray().add("job");
        lake.ifPresent(uri -> dimensions.add("lake"));
        metrics = directive.putArray("Metrics");
    }

    /** One line of JSON, without secrets. */
    public static String of(RunReport report) {
        Duration lasted = Duration.ofMillis((long) (report.durationSeconds() * 1e3));
        Optional<String> lake = Optional.ofNullable(report.arguments().get("lake"));
        EmbeddedMetrics made = new EmbeddedMetrics(report.started().plus(lasted).toEpochMilli(), lake);
        made.line.put("job", report.job());
        lake.ifPresent(uri -> made.line.put("lake", uri));
        made.line.put("run_id", report.runId());
        made.metric("failed", COUNT, report.succeeded() ? 0 : 1);
        made.metric("duration", "Seconds", report.durationSeconds());
        made.metric("rows_read", COUNT, report.rows().read());
        made.metric("rows_written", COUNT, report.rows().written());
        made.metric("rows_quarantined", COUNT, report.rows().quarantined());
        made.metric("rows_duplicate", COUNT, report.rows().duplicate());
        long passed = report.checks().stream()
                .filter(check -> check.outcome().passed())
                .count();
        made.metric("rules_passed", COUNT, passed);
        made.metric("rules_failed", COUNT, report.checks().size() - passed);
        report.cost().ifPresent(cost -> made.metric("dpu_hours", "None", cost.dpuHours()));
        return Redaction.of(made.line.toString());
    }

    private void metric(String name, String unit, Number value) {
        metrics.addObject().put("Name", name).put("Unit", unit);
        line.set(name, JSON.valueToTree(value));
    }
}
