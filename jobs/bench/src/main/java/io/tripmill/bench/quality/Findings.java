package io.tripmill.bench.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What an engine found.
 *
 * @param passed whether each rule holds, by its name
 * @param metrics by Glue's names
 * @param failingRows how many rows break each rule, by its name
 */
public record Findings(Map<String, Boolean> passed, Map<String, Double> metrics, Map<String, Long> failingRows) {
    /** Sums come in another order from every engine. */
    private static final double TOLERANCE = 1e-9;

    static Findings ofMetrics(Map<String, Double> metrics) {
        return new Findings(Map.of(), metrics, Map.of());
    }

    static Findings ofRows(Dataset<Row> rowLevelOutcomes) {
        Map<String, Long> failing = new TreeMap<>();
        PingRules.names().forEach(name -> failing.put(name, 0L));
        rowLevelOutcomes
                .select(functions.explode(functions.col("DataQualityRulesFail")).as("rule"))
                .groupBy("rule")
                .count()
                .collectAsList()
                .forEach(row -> failing.merge(PingRules.name(row.getString(0)), row.getLong(1), Long::sum));
        return new Findings(Map.of(), Map.of(), failing);
    }

    /** All that either found; no key is in both. */
    Findings and(Findings other) {
        return new Findings(
                union(passed, other.passed), union(metrics, other.metrics), union(failingRows, other.failingRows));
    }

    private static <V> Map<String, V> union(Map<String, V> left, Map<String, V> right) {
        Map<String, V> all = new LinkedHashMap<>(left);
        all.putAll(right);
        return all;
    }

    int size() {
        return passed.size() + metrics.size() + failingRows.size();
    }

    /** A sentence for each thing that an engine found and we did not, or otherwise. */
    List<String> differencesOf(String engine, Findings theirs) {
        List<String> differences = new ArrayList<>();
        compare(engine, passed, theirs.passed, differences);
        compare(engine, failingRows, theirs.failingRows, differences);
        theirs.metrics.forEach((name, value) -> {
            Double own = metrics.get(name);
            if (own == null || !(Math.abs(own - value) <= TOLERANCE * Math.max(1, Math.abs(value)))) {
                differences.add("%s: %s is %s, not %s".formatted(engine, name, value, own));
            }
        });
        return differences;
    }

    private static <V> void compare(
            String engine, Map<String, V> ours, Map<String, V> theirs, List<String> differences) {
        theirs.forEach((name, value) -> {
            if (!value.equals(ours.get(name))) {
                differences.add("%s: %s is %s, not %s".formatted(engine, name, value, ours.get(name)));
            }
        });
    }
}
