package io.tripmill.run;

import io.tripmill.job.CommitNote;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.RowCheck;
import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.Position;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Checks rows against their rules, and keeps the outcomes in the lake. */
final class RowChecking {
    private static final String ROW_COUNT = "Dataset.*.RowCount";
    private static final Analyzer COUNT_ROWS =
            new Analyzer(RuleType.ROW_COUNT, List.of(), List.of(), new Position(1, 1));

    private final Lake lake;
    private final Map<String, Table> tables;
    private final CommitNote note;
    private final Instant now;
    private final LocalDate serviceDate;

    /**
     * The checks of one run.
     *
     * @param tables that rules may name as reference datasets, by name
     * @param note of the run
     * @param now what {@code now()} means
     */
    RowChecking(Lake lake, Map<String, Table> tables, LakeProperties properties, CommitNote note, Instant now) {
        this.lake = lake;
        this.tables = tables;
        this.note = note;
        this.now = now;
        this.serviceDate = properties.calendar().serviceDate(ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }

    /**
     * What became of one check.
     *
     * @param rows how many were checked
     * @param quarantined how many of them the plan moves to a table of their own
     */
    record Checked(
            RowCheck check, List<RuleOutcome> outcomes, Map<String, Double> metrics, long rows, long quarantined) {
        List<RuleOutcome> failed() {
            return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
        }
    }

    /** Makes the checks, and stores their outcomes in place of those of an earlier attempt of the run. */
    List<Checked> made(List<RowCheck> checks) {
        List<Checked> made = checks.stream().map(this::made).toList();
        List<Row> outcomes =
                made.stream().flatMap(one -> outcomes(one).stream()).toList();
        List<Row> metrics = made.stream().flatMap(one -> metrics(one).stream()).toList();
        lake.replaceRun(RuleOutcomes.TABLE, RuleOutcomes.RUN_ID, outcomes, note);
        lake.replaceRun(StoredMetrics.TABLE, StoredMetrics.RUN_ID, metrics, note);
        return made;
    }

    private Checked made(RowCheck check) {
        String name = check.rules().name();
        QualityOptions options = QualityOptions.DEFAULT
                .asOf(now)
                .history(new StoredHistory(lake.read(StoredMetrics.TABLE), check.table(), name, note.runId(), now));
        for (Table table : tables.values()) {
            if (isNamed(table, check.rules().ruleset())) {
                options = options.reference(table.name(), lake.read(table));
            }
        }
        for (Map.Entry<String, Dataset<Row>> reference : check.references().entrySet()) {
            options = options.reference(reference.getKey(), reference.getValue());
        }
        Evaluation evaluation =
                Quality.evaluate(check.rows(), counting(check.rules().ruleset()), options);
        return new Checked(
                check,
                evaluation.outcomes(),
                evaluation.metrics(),
                evaluation.metrics().getOrDefault(ROW_COUNT, 0.0).longValue(),
                check.quarantined().map(rows -> rows.count()).orElse(0L));
    }

    private static boolean isNamed(Table table, Ruleset ruleset) {
        return Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b")
                .matcher(ruleset.toString())
                .find();
    }

    /** The ruleset, and the number of rows, which costs nothing beside another metric. */
    private static Ruleset counting(Ruleset ruleset) {
        List<Analyzer> analyzers = new ArrayList<>(ruleset.analyzers());
        analyzers.add(COUNT_ROWS);
        return new Ruleset(
                ruleset.metadata(),
                ruleset.dataSources(),
                ruleset.variables(),
                ruleset.defaultLabels(),
                ruleset.rules(),
                analyzers);
    }

    private List<Row> outcomes(Checked checked) {
        List<Row> rows = new ArrayList<>();
        for (RuleOutcome outcome : checked.outcomes()) {
            rows.add(RowFactory.create(
                    note.runId(),
                    checked.check().table(),
                    checked.check().rules().name(),
                    rows.size() + 1L,
                    outcome.rule(),
                    outcome.outcome(),
                    outcome.failureReason().orElse(null),
                    scalaMap(outcome.evaluatedMetrics()),
                    outcome.evaluatedRule(),
                    scalaMap(outcome.labels().values()),
                    now,
                    checked.check().rules().onFailure().name(),
                    serviceDate));
        }
        return rows;
    }

    private List<Row> metrics(Checked checked) {
        return checked.metrics().entrySet().stream()
                .map(metric -> RowFactory.create(
                        note.runId(),
                        checked.check().table(),
                        checked.check().rules().name(),
                        metric.getKey(),
                        metric.getValue(),
                        now,
                        serviceDate))
                .toList();
    }

    // Both Scala versions have it; the newer one deprecates it for a name that the older lacks.
    @SuppressWarnings("deprecation")
    private static <V> scala.collection.Map<String, V> scalaMap(Map<String, V> map) {
        return scala.collection.JavaConverters.mapAsScalaMap(map);
    }
}
