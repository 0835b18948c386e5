package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.RuleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** The metrics that analyzers ask for without a demand. */
record Analyzers(Frame frame) {

    List<Metric> metrics(Analyzer analyzer) {
        Metrics metrics = new Metrics(frame, Optional.empty());
        List<String> parameters = analyzer.parameterValues();
        return switch (analyzer.type()) {
            case ALL_STATISTICS -> allStatistics(metrics, parameters.get(0));
            case COLUMN_VALUES -> metrics.extremes(parameters.get(0), frame.number(parameters.get(0)), "");
            case COLUMN_LENGTH -> lengths(metrics, parameters.get(0));
            case CUSTOM_SQL -> {
                Figure figure = SqlRules.figure(frame, parameters.get(0));
                yield List.of(Metric.of(Metric.ofDataset("CustomSQL"), measured -> measured.number(figure)));
            }
            default -> List.of(metrics.of(analyzer.type(), parameters));
        };
    }

    private List<Metric> lengths(Metrics metrics, String column) {
        return metrics.extremes(column, coalesce(length(frame.column(column).cast("string")), lit(0)), "Length");
    }

    private List<Metric> allStatistics(Metrics metrics, String column) {
        List<Metric> all = new ArrayList<>();
        all.add(metrics.rowCount());
        all.add(metrics.completeness(column));
        for (RuleType type : List.of(
                RuleType.UNIQUENESS, RuleType.UNIQUE_VALUE_RATIO, RuleType.DISTINCT_VALUES_COUNT, RuleType.ENTROPY)) {
            all.add(metrics.of(type, List.of(column)));
        }
        if (frame.type(column) instanceof NumericType) {
            for (RuleType type : List.of(RuleType.MEAN, RuleType.SUM, RuleType.STANDARD_DEVIATION)) {
                all.add(metrics.of(type, List.of(column)));
            }
            all.addAll(metrics.extremes(column, frame.number(column), ""));
        } else if (frame.type(column) instanceof StringType) {
            all.addAll(lengths(metrics, column));
        }
        return all;
    }
}
