package io.tripmill.bench.quality;

import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.dqdl.Ruleset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Our evaluation of rules. */
record OwnRules(String name, Supplier<Dataset<Row>> pings, Ruleset ruleset) implements QualityEngine {
    @Override
    public void run() {
        evaluation();
    }

    @Override
    public Findings findings() {
        return findings(evaluation());
    }

    private Evaluation evaluation() {
        return Quality.evaluate(pings.get(), ruleset, PingRules.options());
    }

    static Findings findings(Evaluation evaluation) {
        Map<String, Boolean> passed = new LinkedHashMap<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        evaluation.outcomes().forEach(outcome -> {
            passed.put(PingRules.name(outcome.rule()), outcome.passed());
            metrics.putAll(outcome.evaluatedMetrics());
        });
        return new Findings(passed, metrics, Map.of());
    }
}
