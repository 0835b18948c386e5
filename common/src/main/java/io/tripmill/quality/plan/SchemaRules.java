package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules on the names and types of columns alone. */
record SchemaRules(Frame frame, Leaf leaf) {

    Check columnExists() {
        String column = leaf.parameter(0);
        boolean exists = frame.find(column).isPresent();
        return known(exists ? Verdict.passed(Map.of()) : Verdict.failed("there is no column " + column, Map.of()));
    }

    Check columnNamesMatchPattern() {
        RegexText pattern = new RegexText(leaf.parameter(0), false);
        List<String> names = Arrays.asList(frame.rows().schema().fieldNames());
        List<String> strangers =
                names.stream().filter(name -> !pattern.matches(name)).toList();
        Map<String, Double> ratio = Metrics.share(names.size() - strangers.size(), names.size())
                .map(share -> Map.of(Metric.ofDataset("ColumnNamesPatternMatchRatio"), share))
                .orElse(Map.of());
        return known(
                strangers.isEmpty()
                        ? Verdict.passed(ratio)
                        : Verdict.failed("these columns do not match: " + String.join(", ", strangers), ratio));
    }

    private static Check known(Verdict verdict) {
        return new Check(measured -> verdict, Optional.empty());
    }
}
