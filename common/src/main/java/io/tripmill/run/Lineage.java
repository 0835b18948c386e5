package io.tripmill.run;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Location;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.run.lineage.LineageDataset;
import io.tripmill.run.lineage.LineageEndpoint;
import io.tripmill.run.lineage.RunEvent;
import io.tripmill.run.lineage.RunEvent.State;
import io.tripmill.schema.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * Tells OpenLineage of one run: what it read and wrote, at which versions, and by which columns. Its events are kept in the lake beside
 * the run's report, a line each, and sent to an endpoint if one is named.
 */
final class Lineage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String API_KEY = "OPENLINEAGE_API_KEY";

    private final JobSpec spec;
    private final Args args;
    private final Layout layout;
    private final Map<String, Table> tables;
    private final Storage storage;
    private final String runId;
    private final int attempt;
    private final String sparkVersion;
    private final Optional<LineageEndpoint> endpoint;
    private String lines = "";

    Lineage(
            SparkSession spark,
            Storage storage,
            Layout layout,
            Map<String, Table> tables,
            Args args,
            JobSpec spec,
            String runId,
            int attempt) {
        this.spec = spec;
        this.args = args;
        this.layout = layout;
        this.tables = tables;
        this.storage = storage;
        this.runId = runId;
        this.attempt = attempt;
        this.sparkVersion = spark.version();
        this.endpoint = args.find(CommonParams.OPENLINEAGE_URL)
                .map(uri -> new LineageEndpoint(uri, Optional.ofNullable(System.getenv(API_KEY)), PATIENCE));
    }

    /** The run begins. Gives what went wrong with the endpoint. */
    Optional<String> started(Instant at) {
        RunEvent event = event(State.START, at);
        landing().forEach(place -> event.reading(LineageDataset.at(place)));
        return tell(event);
    }

    /** The run has ended as its report says. Gives what went wrong with the endpoint. */
    Optional<String> ended(RunReport report, Instant at) {
        RunEvent event = event(report.succeeded() ? State.COMPLETE : State.FAIL, at);
        report.failure().ifPresent(failure -> event.failing("[" + failure.code() + "] " + failure.message()));
        landing().forEach(place -> event.reading(LineageDataset.at(place)));
        for (Table table : readOrChecked(report)) {
            Optional.ofNullable(report.tables().get(table.name()))
                    .flatMap(
                            figures -> spec.writes().contains(table) ? figures.versionAfter() : figures.versionBefore())
                    .ifPresent(version ->
                            event.reading(dataset(table.name()), table, version, outcomes(report, table.name())));
        }
        for (Table table : spec.writes()) {
            RunReport.TableFigures figures = report.tables().get(table.name());
            if (figures != null && !figures.versionAfter().equals(figures.versionBefore())) {
                event.writing(
                        dataset(table.name()), table, figures.versionAfter().orElseThrow(), this::dataset);
            }
        }
        return tell(event);
    }

    private Set<Table> readOrChecked(RunReport report) {
        Set<Table> read = new LinkedHashSet<>(spec.reads());
        report.checks().stream()
                .map(check -> tables.get(check.table()))
                .filter(table -> table != null)
                .forEach(read::add);
        return read;
    }

    private static List<RuleOutcome> outcomes(RunReport report, String table) {
        return report.checks().stream()
                .filter(check -> check.table().equals(table))
                .map(RunReport.Check::outcome)
                .toList();
    }

    private RunEvent event(State state, Instant at) {
        UUID run = UUID.nameUUIDFromBytes(
                (layout.control("runs") + " " + runId + " " + attempt).getBytes(StandardCharsets.UTF_8));
        RunEvent event = new RunEvent(state, at, run, args.get(CommonParams.OPENLINEAGE_NAMESPACE), spec.name())
                .ofJob(spec.sentence())
                .by(sparkVersion, CodeVersion.CURRENT);
        args.find(CommonParams.BUSINESS_DATE).ifPresent(event::nominally);
        return event;
    }

    private List<Location> landing() {
        return spec.takes().contains(LandingJob.LANDING) ? args.get(LandingJob.LANDING) : List.of();
    }

    private LineageDataset dataset(String table) {
        return LineageDataset.at(layout.of(requireNonNull(tables.get(table), table)));
    }

    private Optional<String> tell(RunEvent event) {
        String json = event.toJson();
        lines += json + "\n";
        storage.write(layout.control("lineage/" + runId + ".jsonl"), lines);
        return endpoint.flatMap(receiver -> receiver.send(json));
    }
}
