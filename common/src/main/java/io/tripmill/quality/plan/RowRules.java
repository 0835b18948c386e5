package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.DurationCondition;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.Operator;
import io.tripmill.quality.dqdl.StringCondition;
import io.tripmill.quality.dqdl.StringOperand;
import io.tripmill.quality.dqdl.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** Rules that each row keeps or breaks by itself. */
record RowRules(Frame frame, Leaf leaf) {

    Check isComplete() {
        Metrics metrics = metrics();
        Metric completeness = metrics.completeness(leaf.parameter(0));
        return share(frame.column(leaf.parameter(0)).isNotNull(), completeness.name(), List.of());
    }

    Check columnValues() {
        StructField field = frame.field(leaf.parameter(0));
        Condition condition = leaf.condition().orElseThrow();
        Column holds = new ValueConditions(frame, leaf, field).meets(condition);
        boolean hasExtremes = field.dataType() instanceof NumericType
                && condition instanceof NumberCondition
                && leaf.threshold().isEmpty();
        List<Metric> extremes =
                hasExtremes ? metrics().extremes(leaf.parameter(0), Frame.column(field), "") : List.of();
        return share(holds, compliance(), extremes);
    }

    Check columnLength() {
        StructField field = frame.field(leaf.parameter(0));
        Column text = field.dataType() instanceof StringType
                ? Frame.column(field)
                : Frame.column(field).cast("string");
        Column characters = coalesce(length(text), lit(0));
        NumberCondition condition = numbers();
        List<Column> limits = condition.operands().stream()
                .map(operand -> lit(new OperandValue(OperandValue.NO_HISTORY).of(operand)))
                .toList();
        Column holds =
                new ValueTest(characters, characters.isNull(), limits, List.of(), false).meets(condition.operator());
        return share(holds, compliance(), metrics().extremes(leaf.parameter(0), characters, "Length"));
    }

    private NumberCondition numbers() {
        if (leaf.condition().orElseThrow() instanceof NumberCondition condition) {
            return condition;
        }
        throw new Refusal(leaf.type().text() + " takes numbers");
    }

    Check columnDataType() {
        StructField field = frame.field(leaf.parameter(0));
        if (!(leaf.condition().orElseThrow() instanceof StringCondition condition)) {
            throw new Refusal("ColumnDataType takes the names of types");
        }
        Column isOfType = condition.values().stream()
                .map(type -> hasType(field, type))
                .reduce(Column::or)
                .orElseThrow();
        boolean negated = condition.operator() == Operator.NOT_EQUAL || condition.operator() == Operator.NOT_IN;
        Column value = Frame.column(field);
        return share(value.isNull().or(negated ? not(isOfType) : isOfType), compliance(), List.of());
    }

    /** Whether the value, as a text, can be read as the type. */
    private Column hasType(StructField field, StringOperand type) {
        String name =
                type instanceof StringOperand.Quoted quoted ? quoted.text().toLowerCase(Locale.ROOT) : "";
        String text = "cast(" + Frame.quoted(field.name()) + " as string)";
        Optional<String> format = leaf.tag("format");
        Column value =
                switch (name) {
                    case "boolean", "integer", "double", "float", "long" ->
                        expr(ReadText.as(name.equals("integer") ? "int" : name, text));
                    case "date", "timestamp" ->
                        format.isPresent() && field.dataType() instanceof StringType
                                ? ValueConditions.moments(frame, field, format)
                                : expr(ReadText.as(name, text));
                    default ->
                        throw new Refusal(type + " is none of the types Boolean, Date, Timestamp, Integer, Double,"
                                + " Float and Long");
                };
        return frame.resolved(value.isNotNull());
    }

    Check dataFreshness() {
        StructField field = frame.field(leaf.parameter(0));
        if (!(leaf.condition().orElseThrow() instanceof DurationCondition condition)) {
            throw new Refusal("DataFreshness takes durations");
        }
        List<Column> moments = condition.operands().stream()
                .map(TimeSpan::duration)
                .sorted((one, other) -> condition.operator().isOrder() ? other.compareTo(one) : 0)
                .map(age -> lit(frame.now().minus(age).atZone(frame.zone()).toInstant()))
                .toList();
        Column moment = new ValueConditions(frame, leaf, field).moments();
        Column holds =
                new ValueTest(moment, moment.isNull(), moments, List.of(), false).meets(mirrored(condition.operator()));
        return share(
                holds.and(moment.isNotNull()),
                Metric.name(List.of(leaf.parameter(0)), "DataFreshness.Compliance"),
                List.of());
    }

    /** What holds for a moment if the operator holds for its age. */
    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case EQUAL, NOT_EQUAL, BETWEEN, NOT_BETWEEN, IN, NOT_IN, MATCHES, NOT_MATCHES -> operator;
        };
    }

    /** Rows that a condition of the user holds for. */
    Check satisfies(Column holds, RowVerdict.Needs needs) {
        Check check = share(holds, Metric.ofDataset("CustomSQL.Compliance"), List.of());
        return new Check(check.judge(), check.rows().map(verdict -> verdict.needing(needs)));
    }

    private String compliance() {
        return Metric.name(List.of(leaf.parameter(0)), leaf.type().text() + ".Compliance");
    }

    private Metrics metrics() {
        return new Metrics(frame, leaf.where());
    }

    /** All rows that count must hold, or the share of them that the threshold admits. */
    private Check share(Column holds, String name, List<Metric> others) {
        Column counted = frame.counted(leaf.where());
        Column fails = Metrics.and(counted, not(holds));
        Figure rows = frame.workload().rowsThat(counted);
        Figure failing = frame.workload().rowsThat(fails);
        Optional<Demand> threshold = leaf.threshold().map(demand -> new Demand(demand, OperandValue.NO_HISTORY));
        return new Check(
                measured -> {
                    long whole = measured.count(rows);
                    long broken = measured.count(failing);
                    Map<String, Double> metrics = new LinkedHashMap<>();
                    Metrics.share(whole - broken, whole).ifPresent(share -> metrics.put(name, share));
                    others.forEach(metric ->
                            metric.value().apply(measured).ifPresent(value -> metrics.put(metric.name(), value)));
                    boolean admitted = whole == 0
                            || threshold
                                    .map(demand -> demand.admits((double) (whole - broken) / whole))
                                    .orElse(broken == 0);
                    return admitted
                            ? Verdict.passed(metrics)
                            : Verdict.failed(
                                    broken + " of " + whole + " rows do not hold"
                                            + threshold
                                                    .map(demand -> ", and a share of "
                                                            + (double) (whole - broken) / whole + " is not " + demand)
                                                    .orElse(""),
                                    metrics);
                },
                Optional.of(RowVerdict.of(fails, counted, frame.options().filteredRows())));
    }
}
