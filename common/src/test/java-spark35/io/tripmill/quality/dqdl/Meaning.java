package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a ruleset means, in words that leave out how it is written, so that two parsers can be compared. */
final class Meaning {
    private static final Map<Operator, String> OPERATORS = Map.ofEntries(
            Map.entry(Operator.EQUAL, "EQUALS"),
            Map.entry(Operator.NOT_EQUAL, "NOT_EQUALS"),
            Map.entry(Operator.GREATER, "GREATER_THAN"),
            Map.entry(Operator.GREATER_OR_EQUAL, "GREATER_THAN_EQUAL_TO"),
            Map.entry(Operator.LESS, "LESS_THAN"),
            Map.entry(Operator.LESS_OR_EQUAL, "LESS_THAN_EQUAL_TO"),
            Map.entry(Operator.BETWEEN, "BETWEEN"),
            Map.entry(Operator.NOT_BETWEEN, "NOT_BETWEEN"),
            Map.entry(Operator.IN, "IN"),
            Map.entry(Operator.NOT_IN, "NOT_IN"),
            Map.entry(Operator.MATCHES, "MATCHES"),
            Map.entry(Operator.NOT_MATCHES, "NOT_MATCHES"));

    private Meaning() {}

    static String of(Ruleset ruleset) {
        List<String> lines = new ArrayList<>();
        lines.add("metadata " + new TreeMap<>(ruleset.metadata()));
        lines.add("primary " + ruleset.dataSources().primary().orElse(null) + " additional "
                + ruleset.dataSources().additional());
        ruleset.rules().forEach(rule -> lines.add(rule(rule)));
        ruleset.analyzers()
                .forEach(analyzer ->
                        lines.add("analyzer " + analyzer.type().text() + " " + parameters(analyzer.parameters())));
        return String.join("\n", lines);
    }

    private static String rule(Rule rule) {
        if (rule instanceof Leaf leaf) {
            return leaf(leaf);
        }
        boolean byAnd = rule instanceof Conjunction;
        List<Rule> rules = rule instanceof Conjunction and ? and.rules() : ((Disjunction) rule).rules();
        return rules.stream().map(Meaning::rule).collect(Collectors.joining("; ", byAnd ? "AND{" : "OR{", "}"));
    }

    private static String leaf(Leaf leaf) {
        Map<String, String> tags = new TreeMap<>();
        leaf.tags()
                .forEach(tag -> tags.put(
                        tag.name(), numberOr(tag.value().text(), tag.value().text())));
        return leaf.type().text() + " " + parameters(leaf.parameters()) + " " + condition(leaf.condition()) + " where "
                + leaf.where().orElse("") + " threshold " + condition(leaf.threshold()) + " tags " + tags;
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> (parameter.connector() == Parameter.Connector.NONE
                                ? ""
                                : parameter.connector().name().toLowerCase(Locale.ROOT))
                        + " " + (parameter.written().startsWith("\"") ? "quoted " : "bare ") + parameter.value())
                .toList()
                .toString();
    }

    private static String condition(Optional<? extends Condition> condition) {
        return condition.map(Meaning::condition).orElse("nothing");
    }

    private static String condition(Condition condition) {
        String operator = OPERATORS.get(condition.operator());
        if (condition instanceof NumberCondition numbers) {
            return "number " + operator + " "
                    + numbers.operands().stream().map(Meaning::number).toList();
        }
        if (condition instanceof StringCondition strings) {
            return "string " + operator + " "
                    + strings.values().stream().map(Meaning::string).toList();
        }
        if (condition instanceof DateCondition dates) {
            return "date " + operator + " "
                    + dates.operands().stream().map(Meaning::date).toList();
        }
        if (condition instanceof DurationCondition durations) {
            return "duration " + operator + " " + durations.operands();
        }
        return "size " + operator + " " + ((SizeCondition) condition).operands();
    }

    private static String number(NumberOperand operand) {
        if (operand instanceof NumberOperand.Arithmetic arithmetic) {
            return "(" + number(arithmetic.left()) + arithmetic.sign().text() + number(arithmetic.right()) + ")";
        }
        if (operand instanceof NumberOperand.Call call) {
            return call.function().text()
                    + call.arguments().stream().map(Meaning::number).toList();
        }
        if (operand instanceof NumberOperand.Last last) {
            return "last[" + last.runs() + "]";
        }
        return operand instanceof NumberOperand.Null
                ? "keyword NULL"
                : numberOr(operand.toString(), operand.toString());
    }

    private static String string(StringOperand operand) {
        if (operand instanceof StringOperand.Keyword keyword) {
            return "keyword " + keyword;
        }
        return "text "
                + (operand instanceof StringOperand.Pattern pattern
                        ? pattern.regex()
                        : ((StringOperand.Quoted) operand).text());
    }

    private static String date(DateOperand date) {
        if (date instanceof DateOperand.TimeOfDay time) {
            return time.time().toString();
        }
        return date instanceof DateOperand.Null ? "keyword NULL" : date.toString();
    }

    /** A number without the zeros that do not matter, or the other text. */
    static String numberOr(String text, String other) {
        boolean isNumber = text.matches("-?[0-9]+(\\.[0-9]+)?");
        return isNumber ? new BigDecimal(text).stripTrailingZeros().toPlainString() : other;
    }
}
