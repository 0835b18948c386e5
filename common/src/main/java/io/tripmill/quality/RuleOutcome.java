package io.tripmill.quality;

import io.tripmill.quality.dqdl.Labels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one rule.
 *
 * @param rule as it is written in DQDL
 * @param failureReason empty if it passed
 * @param evaluatedMetrics by Glue's names, such as {@code Column.speed.Completeness}
 * @param evaluatedRule the rule with what it takes from earlier runs as numbers
 */
public record RuleOutcome(
        String rule,
        boolean passed,
        Optional<String> failureReason,
        Map<String, Double> evaluatedMetrics,
        String evaluatedRule,
        Labels labels) {
    public RuleOutcome {
        evaluatedMetrics = Collections.unmodifiableMap(new LinkedHashMap<>(evaluatedMetrics));
    }

    /** As Glue writes it. */
    public String outcome() {
        return passed ? "Passed" : "Failed";
    }
}
