package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.RuleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metric must be where it was in earlier runs: within three standard deviations of their mean. Too few runs prove nothing, and pass.
 */
record AnomalyRules(Frame frame, Leaf leaf) {
    private static final int RUNS = 30;
    /** As Glue: the first runs only teach. */
    private static final int FEWEST_RUNS = 3;

    private static final double DEVIATIONS = 3;

    Check detectAnomalies() {
        RuleType type = RuleType.named(leaf.parameter(0))
                .orElseThrow(() -> new Refusal(leaf.parameter(0) + " is no type of rule"));
        List<String> parameters =
                leaf.parameterValues().subList(1, leaf.parameters().size());
        Metric metric = new Metrics(frame, Optional.empty()).of(type, parameters);
        double[] earlier = frame.options().history().last(metric.name(), RUNS).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Check(
                measured -> {
                    Optional<Double> value = metric.value().apply(measured);
                    Map<String, Double> metrics =
                            value.map(number -> Map.of(metric.name(), number)).orElse(Map.of());
                    if (value.isEmpty() || earlier.length < FEWEST_RUNS) {
                        return Verdict.passed(metrics);
                    }
                    double mean = OperandValue.mean(earlier);
                    double spread = DEVIATIONS * OperandValue.deviation(earlier);
                    return Math.abs(value.get() - mean) <= spread
                            ? Verdict.passed(metrics)
                            : Verdict.failed(
                                    metric.name() + " is " + value.get() + ", but was " + mean + " +- " + spread
                                            + " in " + earlier.length + " runs",
                                    metrics);
                },
                Optional.empty());
    }
}
