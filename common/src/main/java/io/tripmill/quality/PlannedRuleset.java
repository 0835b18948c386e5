package io.tripmill.quality;

import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.measure.Measurement;
import io.tripmill.quality.plan.Check;
import io.tripmill.quality.plan.Measured;
import io.tripmill.quality.plan.RowOutcomes;
import io.tripmill.quality.plan.RulePlanner;
import io.tripmill.quality.plan.Verdict;
import io.tripmill.quality.plan.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A ruleset made ready for one dataset. */
final class PlannedRuleset {
    private final Dataset<Row> rows;
    private final Ruleset ruleset;
    private final Workload workload = new Workload();
    private final List<Check> checks = new ArrayList<>();
    private final List<Function<Measured, Map<String, Double>>> analyzers = new ArrayList<>();

    PlannedRuleset(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
        this.rows = rows;
        this.ruleset = ruleset;
        RulePlanner planner = new RulePlanner(rows, options, workload);
        for (Rule rule : ruleset.rules()) {
            checks.add(planner.plan(rule));
        }
        for (Analyzer analyzer : ruleset.analyzers()) {
            analyzers.add(planner.plan(analyzer));
        }
    }

    Evaluation evaluate() {
        return judged(Measurement.of(rows, workload));
    }

    private Evaluation judged(Measurement measurement) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<RowOutcomes.Judged> judged = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Rule rule = ruleset.rules().get(i);
            Check check = checks.get(i);
            Verdict verdict = RulePlanner.judged(check, measurement);
            metrics.putAll(verdict.history());
            outcomes.add(outcome(rule, check, verdict));
            check.rows()
                    .ifPresentOrElse(
                            row -> judged.add(new RowOutcomes.Judged(rule.toString(), row)),
                            () -> silent.add(rule.toString()));
        }
        analyzers.forEach(analyzer -> metrics.putAll(analyzer.apply(measurement)));
        return new Evaluation(
                rows.sparkSession(),
                outcomes,
                metrics,
                new RowOutcomes(measurement.rows(), Arrays.asList(rows.columns()), judged, silent));
    }

    private RuleOutcome outcome(Rule rule, Check check, Verdict verdict) {
        String text = rule.toString();
        return new RuleOutcome(
                text,
                verdict.holds(),
                verdict.reason(),
                verdict.metrics(),
                check.evaluatedRule().orElse(text),
                ruleset.labelsOf(rule));
    }
}
