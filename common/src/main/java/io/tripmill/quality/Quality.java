package io.tripmill.quality;

import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.measure.Measurement;
import io.tripmill.quality.plan.Check;
import io.tripmill.quality.plan.RowOutcomes;
import io.tripmill.quality.plan.RulePlanner;
import io.tripmill.quality.plan.Verdict;
import io.tripmill.quality.plan.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Evaluates rulesets over datasets: in one pass over the rows, and a second over the keys that may be repeated. */
public final class Quality {
    private Quality() {}

    /** Evaluates every rule. A rule that can't be evaluated fails with the reason, and the others go on. */
    public static Evaluation evaluate(Dataset<Row> rows, Ruleset ruleset) {
        return evaluate(rows, ruleset, QualityOptions.DEFAULT);
    }

    /** Evaluates every rule. A rule that can't be evaluated fails with the reason, and the others go on. */
    public static Evaluation evaluate(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
        Workload workload = new Workload();
        RulePlanner planner = new RulePlanner(rows, options, workload);
        List<Check> checks = ruleset.rules().stream().map(planner::plan).toList();
        Measurement measurement = Measurement.of(rows, workload);
        List<RuleOutcome> outcomes = new ArrayList<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<RowOutcomes.Judged> judged = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Rule rule = ruleset.rules().get(i);
            Check check = checks.get(i);
            Verdict verdict = RulePlanner.judged(check, measurement);
            metrics.putAll(verdict.metrics());
            outcomes.add(new RuleOutcome(
                    rule.toString(),
                    verdict.holds(),
                    verdict.reason(),
                    verdict.metrics(),
                    rule.toString(),
                    ruleset.labelsOf(rule)));
            check.rows()
                    .ifPresentOrElse(
                            row -> judged.add(new RowOutcomes.Judged(rule.toString(), row)),
                            () -> silent.add(rule.toString()));
        }
        RowOutcomes rowOutcomes = new RowOutcomes(measurement.rows(), Arrays.asList(rows.columns()), judged, silent);
        return new Evaluation(rows.sparkSession(), outcomes, metrics, rowOutcomes);
    }
}
