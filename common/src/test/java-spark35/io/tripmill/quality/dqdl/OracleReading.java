package io.tripmill.quality.dqdl;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleParameterValue;
import software.amazon.glue.dqdl.model.DQRuleset;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.duration.Duration;
import software.amazon.glue.dqdl.model.condition.duration.DurationBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.size.SizeBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.KeywordStringOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringOperand;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** What software.amazon.glue:dqdl makes of a text, in the words of {@link Meaning}. */
final class OracleReading {
    private OracleReading() {}

    /** The meaning; empty if the oracle refuses the text, or breaks on it. */
    static Optional<String> of(String text) {
        try {
            return Optional.of(meaning(new DQDLParser().parse(text)));
        } catch (InvalidDataQualityRulesetException | RuntimeException refusal) {
            return Optional.empty();
        }
    }

    private static String meaning(DQRuleset ruleset) {
        List<String> lines = new ArrayList<>();
        lines.add("metadata " + new TreeMap<>(ruleset.getMetadata()));
        List<String> additional = ruleset.getAdditionalDataSourcesNames();
        lines.add("primary " + ruleset.getPrimarySourceName() + " additional "
                + (additional == null ? List.of() : additional));
        ruleset.getRules().forEach(rule -> lines.add(rule(rule)));
        ruleset.getAnalyzers()
                .forEach(analyzer -> lines.add("analyzer " + analyzer.getRuleType() + " "
                        + parameters(analyzer.getRuleType(), analyzer.getParameterValueMap())));
        return String.join("\n", lines);
    }

    private static String rule(DQRule rule) {
        if (!rule.getNestedRules().isEmpty()) {
            return parts(rule, rule.getOperator().name())
                    .collect(Collectors.joining("; ", rule.getOperator() + "{", "}"));
        }
        Map<String, String> tags = new TreeMap<>();
        rule.getTags().forEach((name, value) -> tags.put(name, tagValue(value)));
        String where = rule.getWhereClause();
        ZoneId zone = ZoneId.of(rule.getTags().getOrDefault("timeZone", "UTC"));
        return rule.getRuleType() + " " + parameters(rule.getRuleType(), rule.getParameterValueMap()) + " "
                + condition(rule.getCondition(), zone) + " where " + (where == null ? "" : Quotation.meaning(where))
                + " threshold " + condition(rule.getThresholdCondition(), zone) + " tags " + tags;
    }

    private static Stream<String> parts(DQRule rule, String operator) {
        boolean joinsIn =
                !rule.getNestedRules().isEmpty() && rule.getOperator().name().equals(operator);
        return joinsIn
                ? rule.getNestedRules().stream().flatMap(nested -> parts(nested, operator))
                : Stream.of(rule(rule));
    }

    private static String tagValue(String raw) {
        return Meaning.numberOr(raw, Quotation.meaning(raw));
    }

    private static String parameters(String type, Map<String, DQRuleParameterValue> parameters) {
        return parameters.values().stream()
                .map(parameter ->
                        parameter.getConnectorWord().toLowerCase(Locale.ROOT).strip() + " "
                                + (parameter.isQuoted() ? "quoted " : "bare ") + value(type, parameter))
                .toList()
                .toString();
    }

    private static String value(String type, DQRuleParameterValue parameter) {
        if (!parameter.isQuoted()) {
            return parameter.getValue();
        }
        return type.equals(RuleType.COLUMN_NAMES_MATCH_PATTERN.text())
                ? regex(parameter.getValue())
                : Quotation.meaning(parameter.getValue());
    }

    private static String regex(String raw) {
        return raw.replace("\\\"", "\"");
    }

    private static String condition(@Nullable Condition condition, ZoneId zone) {
        if (condition instanceof NumberBasedCondition numbers) {
            boolean isNullAlone = numbers.getOperands().stream().allMatch(NullNumericOperand.class::isInstance);
            return (isNullAlone ? "string " : "number ")
                    + operation(
                            numbers.getOperator().name(),
                            numbers.getOperands().stream()
                                    .map(OracleReading::number)
                                    .toList());
        }
        if (condition instanceof StringBasedCondition strings) {
            String operator = strings.getOperator().name();
            boolean isList = operator.endsWith("IN") && strings.getUnresolvedOperands() == null;
            boolean isRaw = operator.endsWith("MATCHES");
            UnaryOperator<String> meaning =
                    isRaw ? OracleReading::regex : isList ? UnaryOperator.identity() : Quotation::meaning;
            return "string "
                    + operation(
                            operator,
                            strings.getOperands().stream()
                                    .map(operand -> string(operand, meaning))
                                    .toList());
        }
        if (condition instanceof DateBasedCondition dates) {
            return "date "
                    + operation(
                            dates.getOperator().name(),
                            dates.getOperands().stream()
                                    .map(date -> date(date, zone))
                                    .toList());
        }
        if (condition instanceof DurationBasedCondition durations) {
            return "duration "
                    + operation(
                            durations.getOperator().name(),
                            durations.getOperands().stream()
                                    .map(Duration::getFormattedDuration)
                                    .toList());
        }
        if (condition instanceof SizeBasedCondition sizes) {
            return "size "
                    + operation(
                            sizes.getOperator().name(),
                            sizes.getOperands().stream()
                                    .map(size -> size.getAmount() + " " + size.getUnit())
                                    .toList());
        }
        return "nothing";
    }

    private static String operation(String operator, List<String> operands) {
        return operator + " " + operands;
    }

    private static String number(NumericOperand operand) {
        if (operand instanceof BinaryExpressionOperand binary) {
            return "(" + number(binary.getOperand1()) + binary.getOperator() + number(binary.getOperand2()) + ")";
        }
        if (operand instanceof FunctionCallOperand call) {
            List<String> arguments =
                    call.getOperands().stream().map(OracleReading::number).toList();
            boolean isLastOne = call.getFunctionName().equals("last") && arguments.isEmpty();
            return call.getFunctionName() + (isLastOne ? List.of("1") : arguments);
        }
        return operand instanceof NullNumericOperand
                ? "keyword NULL"
                : Meaning.numberOr(operand.getOperand(), operand.getOperand());
    }

    /** The oracle resolves escapes in lists and leaves them to its users elsewhere. */
    private static String string(StringOperand operand, UnaryOperator<String> meaning) {
        return operand instanceof KeywordStringOperand
                ? "keyword " + operand.getOperand().toUpperCase(Locale.ROOT)
                : "text " + meaning.apply(operand.getOperand());
    }

    /** The oracle takes a time of the day to UTC while it parses. */
    private static String date(DateExpression date, ZoneId zone) {
        String formatted = date.getFormattedExpression();
        boolean isTime = formatted.startsWith("\"") && formatted.contains(":");
        if (isTime) {
            return date.getEvaluatedExpression()
                    .atZone(ZoneOffset.UTC)
                    .withZoneSameInstant(zone)
                    .toLocalTime()
                    .toString();
        }
        return formatted.equals("NULL") ? "keyword NULL" : formatted;
    }
}
