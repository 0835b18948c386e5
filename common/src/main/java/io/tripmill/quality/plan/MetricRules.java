package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.NumberCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** Rules that demand something of one number. */
record MetricRules(Frame frame, Leaf leaf) {

    Check metric() {
        return demand(new Metrics(frame, leaf.where()).of(leaf.type(), leaf.parameterValues()), rows());
    }

    private Optional<RowVerdict> rows() {
        Metrics metrics = new Metrics(frame, leaf.where());
        return switch (leaf.type()) {
            case COMPLETENESS ->
                Optional.of(verdict(Metrics.and(
                        metrics.counted(), frame.column(leaf.parameter(0)).isNull())));
            case UNIQUENESS -> Optional.of(ofKeys(frame.workload().repeated(metrics.keys(leaf.parameterValues()))));
            default -> Optional.empty();
        };
    }

    /** The condition of the rule holds for the metric. */
    Check demand(Metric metric, Optional<RowVerdict> rows) {
        Demand demand = demand(metric.name());
        return new Check(
                measured -> {
                    Optional<Double> value = metric.value().apply(measured);
                    if (value.isEmpty()) {
                        return metric.lacksRows().test(measured)
                                ? Verdict.passed(Map.of())
                                : Verdict.failed(
                                        metric.name() + " has no value: there is nothing to compute it from", Map.of());
                    }
                    Map<String, Double> metrics = Map.of(metric.name(), value.get());
                    return demand.admits(value.get())
                            ? Verdict.passed(metrics)
                            : Verdict.failed(
                                    metric.name() + " is " + value.get() + ", which is not " + demand, metrics);
                },
                rows,
                evaluated(demand));
    }

    private Optional<String> evaluated(Demand demand) {
        return leaf.condition().equals(Optional.of(demand.evaluated()))
                ? Optional.empty()
                : Optional.of(new Leaf(
                                leaf.type(),
                                leaf.parameters(),
                                Optional.of(demand.evaluated()),
                                leaf.where(),
                                leaf.threshold(),
                                leaf.tags(),
                                leaf.labels(),
                                leaf.position())
                        .toString());
    }

    /** The condition with its operands computed. */
    Demand demand(String metric) {
        if (leaf.condition().orElseThrow() instanceof NumberCondition condition) {
            return new Demand(
                    condition, runs -> frame.options().history().last(historyKey(metric, leaf.where()), runs));
        }
        throw new Refusal(leaf.type().text() + " takes numbers");
    }

    /** Under which name a metric is kept for later runs. */
    static String historyKey(String metric, Optional<String> where) {
        return metric + where.map(sql -> " where " + sql).orElse("");
    }

    Check isUnique() {
        List<String> columns = leaf.parameterValues();
        Metrics metrics = new Metrics(frame, leaf.where());
        KeyGroup keys = metrics.keys(columns);
        String name = metrics.uniqueness(columns).name();
        return new Check(
                measured -> {
                    KeyTally tally = measured.keys(keys);
                    Map<String, Double> uniqueness = Metrics.share(tally.singles(), tally.rows())
                            .map(share -> Map.of(name, share))
                            .orElse(Map.of());
                    return tally.singles() == tally.rows()
                            ? Verdict.passed(uniqueness)
                            : Verdict.failed(repeats(tally), uniqueness);
                },
                Optional.of(ofKeys(frame.workload().repeated(keys))));
    }

    Check isPrimaryKey() {
        List<String> columns = leaf.parameterValues();
        Metrics metrics = new Metrics(frame, leaf.where());
        KeyGroup keys = metrics.keys(columns);
        String name = metrics.uniqueness(columns).name();
        Column incomplete = Metrics.and(
                metrics.counted(),
                columns.stream()
                        .map(column -> frame.column(column).isNull())
                        .reduce(Column::or)
                        .orElseThrow());
        Figure missing = frame.workload().rowsThat(incomplete);
        return new Check(
                measured -> {
                    KeyTally tally = measured.keys(keys);
                    long incompleteRows = measured.count(missing);
                    Map<String, Double> uniqueness = Metrics.share(tally.singles(), tally.rows())
                            .map(share -> Map.of(name, share))
                            .orElse(Map.of());
                    if (incompleteRows > 0) {
                        return Verdict.failed(incompleteRows + " rows have NULL in their key", uniqueness);
                    }
                    return tally.singles() == tally.rows()
                            ? Verdict.passed(uniqueness)
                            : Verdict.failed(repeats(tally), uniqueness);
                },
                Optional.of(ofKeys(incomplete.or(frame.workload().repeated(keys)))));
    }

    private static String repeats(KeyTally tally) {
        return (tally.rows() - tally.singles()) + " of " + tally.rows() + " rows have a key that occurs more than once";
    }

    private RowVerdict ofKeys(Column fails) {
        return verdict(fails).needing(RowVerdict.Needs.ALL_ROWS);
    }

    private RowVerdict verdict(Column fails) {
        return RowVerdict.of(fails, frame.counted(leaf.where()), frame.options().filteredRows());
    }
}
