package io.tripmill.quality;

import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.measure.Measurement;
import io.tripmill.quality.measure.Passage;
import io.tripmill.quality.plan.Check;
import io.tripmill.quality.plan.Measured;
import io.tripmill.quality.plan.Refusal;
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
    private final Map<String, Function<Measured, Map<String, Double>>> analyzers = new LinkedHashMap<>();

    PlannedRuleset(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
        this(rows, ruleset, options, Map.of());
    }

    /**
     * A ruleset of which some rules are known to fail.
     *
     * @param refused why, by the index of the rule
     */
    PlannedRuleset(Dataset<Row> rows, Ruleset ruleset, QualityOptions options, Map<Integer, Refusal> refused) {
        this.rows = rows;
        this.ruleset = ruleset;
        RulePlanner planner = new RulePlanner(rows, options, workload);
        for (int i = 0; i < ruleset.rules().size(); i++) {
            Refusal refusal = refused.get(i);
            checks.add(refusal == null ? planner.plan(ruleset.rules().get(i)) : Check.refused(refusal));
        }
        for (Analyzer analyzer : ruleset.analyzers()) {
            analyzers.put(analyzer.toString(), planner.plan(analyzer));
        }
    }

    Evaluation evaluate() {
        Measurement measurement = Measurement.of(rows, workload);
        return judged(measurement, outcomes(measurement.rows()));
    }

    Inspection inspect() {
        Passage passage = new Passage(rows, workload);
        Map<String, String> undecided = new LinkedHashMap<>();
        List<RowOutcomes.Judged> judged = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Rule rule = ruleset.rules().get(i);
            Check check = checks.get(i);
            SingleRowRules.objection(rule, check)
                    .ifPresentOrElse(
                            reason -> undecided.put(rule.toString(), reason),
                            () -> judged.add(new RowOutcomes.Judged(
                                    rule.toString(), check.rows().orElseThrow())));
        }
        RowOutcomes alone =
                new RowOutcomes(passage.rows(), Arrays.asList(rows.columns()), judged, List.copyOf(undecided.keySet()));
        return new Inspection(passage, alone, undecided, () -> judged(passage, alone));
    }

    /** The outcomes of all rules that say something about single rows. */
    private RowOutcomes outcomes(Dataset<Row> marked) {
        List<RowOutcomes.Judged> judged = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            String text = ruleset.rules().get(i).toString();
            checks.get(i)
                    .rows()
                    .ifPresentOrElse(row -> judged.add(new RowOutcomes.Judged(text, row)), () -> silent.add(text));
        }
        return new RowOutcomes(marked, Arrays.asList(rows.columns()), judged, silent);
    }

    private Evaluation judged(Measured measured, RowOutcomes rowOutcomes) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            Verdict verdict = RulePlanner.judged(checks.get(i), measured);
            metrics.putAll(verdict.history());
            outcomes.add(outcome(ruleset.rules().get(i), checks.get(i), verdict));
        }
        Map<String, String> refusedAnalyzers = new LinkedHashMap<>();
        analyzers.forEach((text, analyzer) -> {
            try {
                metrics.putAll(analyzer.apply(measured));
            } catch (Refusal refusal) {
                refusedAnalyzers.put(text, refusal.reason());
            }
        });
        return new Evaluation(rows.sparkSession(), outcomes, metrics, refusedAnalyzers, rowOutcomes);
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
