package io.tripmill.quality.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the figures say about a rule.
 *
 * @param reason why it does not hold; empty if it does
 * @param metrics by Glue's names
 * @param history the metrics by the names under which later runs ask for them
 */
public record Verdict(Optional<String> reason, Map<String, Double> metrics, Map<String, Double> history) {
    public Verdict {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        history = Collections.unmodifiableMap(new LinkedHashMap<>(history));
    }

    static Verdict passed(Map<String, Double> metrics) {
        return new Verdict(Optional.empty(), metrics, metrics);
    }

    static Verdict failed(String reason, Map<String, Double> metrics) {
        return new Verdict(Optional.of(reason), metrics, metrics);
    }

    /** A rule that can't be evaluated. */
    public static Verdict refused(Refusal refusal) {
        return failed(refusal.reason(), Map.of());
    }

    /** The same of a rule whose where selects the rows that count. */
    Verdict over(Optional<String> where) {
        Map<String, Double> renamed = new LinkedHashMap<>();
        metrics.forEach((name, value) -> renamed.put(MetricRules.historyKey(name, where), value));
        return new Verdict(reason, metrics, renamed);
    }

    public boolean holds() {
        return reason.isEmpty();
    }
}
