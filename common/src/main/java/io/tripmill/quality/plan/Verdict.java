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
 */
public record Verdict(Optional<String> reason, Map<String, Double> metrics) {
    public Verdict {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static Verdict passed(Map<String, Double> metrics) {
        return new Verdict(Optional.empty(), metrics);
    }

    static Verdict failed(String reason, Map<String, Double> metrics) {
        return new Verdict(Optional.of(reason), metrics);
    }

    /** A rule that can't be evaluated. */
    public static Verdict refused(Refusal refusal) {
        return failed(refusal.reason(), Map.of());
    }

    public boolean holds() {
        return reason.isEmpty();
    }
}
