package io.tripmill.quality.plan;

import io.tripmill.quality.CompositeMethod;
import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.dqdl.Conjunction;
import io.tripmill.quality.dqdl.Disjunction;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Makes checks of rules, and notes what they need to have measured. */
public final class RulePlanner {
    private final Frame frame;

    public RulePlanner(Dataset<Row> rows, QualityOptions options, Workload workload) {
        this.frame = new Frame(rows, options, workload);
    }

    /** The rule, ready; one that can't be evaluated fails with the reason. */
    public Check plan(Rule rule) {
        if (rule instanceof Leaf leaf) {
            return plan(leaf);
        }
        boolean isAnd = rule instanceof Conjunction;
        List<Check> parts = parts(rule).stream().map(this::plan).toList();
        Optional<RowVerdict> rows = parts.stream().allMatch(part -> part.rows().isPresent())
                ? Optional.of(joined(isAnd, parts))
                : Optional.empty();
        if (frame.options().compositeMethod() == CompositeMethod.ROW
                && rows.isPresent()
                && rule.leaves().stream().allMatch(RulePlanner::isDecidedByRows)) {
            return everyRow(rows.get());
        }
        return new Check(measured -> combined(isAnd, parts, measured), rows, evaluated(rule, parts));
    }

    private static List<Rule> parts(Rule rule) {
        if (rule instanceof Conjunction conjunction) {
            return conjunction.rules();
        }
        return rule instanceof Disjunction disjunction ? disjunction.rules() : List.of(rule);
    }

    private static Optional<String> evaluated(Rule rule, List<Check> parts) {
        if (parts.stream().allMatch(part -> part.evaluatedRule().isEmpty())) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            texts.add(
                    "(" + parts.get(i).evaluatedRule().orElse(parts(rule).get(i).toString()) + ")");
        }
        return Optional.of(String.join(rule instanceof Conjunction ? " AND " : " OR ", texts));
    }

    private static RowVerdict joined(boolean isAnd, List<Check> parts) {
        List<RowVerdict> verdicts =
                parts.stream().map(part -> part.rows().orElseThrow()).toList();
        return isAnd ? RowVerdict.all(verdicts) : RowVerdict.any(verdicts);
    }

    private static boolean isDecidedByRows(Leaf leaf) {
        return !leaf.type().isShareOfRows() && leaf.threshold().isEmpty();
    }

    /** A composite that every row must hold to. */
    private Check everyRow(RowVerdict rows) {
        Figure failing = rows.needs() == RowVerdict.Needs.ALL_ROWS
                ? frame.workload().afterKeys(functions.count(functions.when(rows.fails(), functions.lit(1))))
                : frame.workload().rowsThat(rows.fails());
        return new Check(
                measured -> {
                    long broken = measured.count(failing);
                    return broken == 0
                            ? Verdict.passed(Map.of())
                            : Verdict.failed(broken + " rows do not hold", Map.of());
                },
                Optional.of(rows));
    }

    private static Verdict combined(boolean isAnd, List<Check> parts, Measured measured) {
        List<Verdict> verdicts =
                parts.stream().map(part -> judged(part, measured)).toList();
        Map<String, Double> metrics = new LinkedHashMap<>();
        Map<String, Double> history = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            metrics.putAll(verdict.metrics());
            history.putAll(verdict.history());
        }
        boolean holds = isAnd
                ? verdicts.stream().allMatch(Verdict::holds)
                : verdicts.stream().anyMatch(Verdict::holds);
        Optional<String> reason = holds
                ? Optional.empty()
                : Optional.of(verdicts.stream()
                        .flatMap(verdict -> verdict.reason().stream())
                        .collect(Collectors.joining("; ")));
        return new Verdict(reason, metrics, history);
    }

    /** What a check makes of the figures; a figure that is missing is a reason to fail. */
    public static Verdict judged(Check check, Measured measured) {
        try {
            return check.judge().apply(measured);
        } catch (Refusal refusal) {
            return Verdict.refused(refusal);
        }
    }

    /**
     * An analyzer, ready: what it measures, by Glue's names. The function throws a {@link Refusal} if the analyzer does not fit the data.
     */
    public Function<Measured, Map<String, Double>> plan(Analyzer analyzer) {
        List<Metric> metrics;
        try {
            if (analyzer.type() == RuleType.DISTRIBUTION) {
                return new Distributions(frame, analyzer).metrics();
            }
            metrics = new Analyzers(frame).metrics(analyzer);
        } catch (Refusal refusal) {
            return measured -> {
                throw refusal;
            };
        }
        return measured -> {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.forEach(
                    metric -> metric.value().apply(measured).ifPresent(value -> values.put(metric.name(), value)));
            return values;
        };
    }

    private Check plan(Leaf leaf) {
        try {
            Check check = planned(leaf);
            return new Check(
                    measured -> check.judge().apply(measured).over(leaf.where()), check.rows(), check.evaluatedRule());
        } catch (Refusal refusal) {
            return Check.refused(refusal);
        }
    }

    private Check planned(Leaf leaf) {
        RowRules rows = new RowRules(frame, leaf);
        MetricRules metrics = new MetricRules(frame, leaf);
        SchemaRules schema = new SchemaRules(frame, leaf);
        ReferenceRules references = new ReferenceRules(frame, leaf);
        return switch (leaf.type()) {
            case IS_COMPLETE -> rows.isComplete();
            case COLUMN_VALUES -> rows.columnValues();
            case COLUMN_LENGTH -> rows.columnLength();
            case COLUMN_DATA_TYPE -> rows.columnDataType();
            case DATA_FRESHNESS -> rows.dataFreshness();
            case IS_UNIQUE -> metrics.isUnique();
            case IS_PRIMARY_KEY -> metrics.isPrimaryKey();
            case COLUMN_EXISTS -> schema.columnExists();
            case COLUMN_NAMES_MATCH_PATTERN -> schema.columnNamesMatchPattern();
            case CUSTOM_SQL -> new SqlRules(frame, leaf).customSql();
            case REFERENTIAL_INTEGRITY -> references.referentialIntegrity();
            case DATASET_MATCH -> references.datasetMatch();
            case ROW_COUNT_MATCH -> references.rowCountMatch();
            case AGGREGATE_MATCH -> references.aggregateMatch();
            case SCHEMA_MATCH -> references.schemaMatch();
            case DETECT_ANOMALIES -> new AnomalyRules(frame, leaf).detectAnomalies();
            case ROW_COUNT,
                    COLUMN_COUNT,
                    COMPLETENESS,
                    UNIQUENESS,
                    UNIQUE_VALUE_RATIO,
                    DISTINCT_VALUES_COUNT,
                    MEAN,
                    SUM,
                    STANDARD_DEVIATION,
                    ENTROPY,
                    COLUMN_CORRELATION,
                    VARIANCE,
                    RANGE,
                    INTERQUARTILE_RANGE,
                    SKEWNESS,
                    KURTOSIS,
                    ZEROS_COUNT,
                    DUPLICATE_ROW_COUNT -> metrics.metric();
            case FILE_FRESHNESS -> new FileRules(frame, leaf).freshness();
            case FILE_MATCH -> new FileRules(frame, leaf).match();
            case FILE_SIZE -> new FileRules(frame, leaf).size();
            case FILE_UNIQUENESS -> new FileRules(frame, leaf).uniqueness();
            case ALL_STATISTICS, DISTRIBUTION -> throw new Refusal(leaf.type().text() + " is no rule on rows");
        };
    }
}
