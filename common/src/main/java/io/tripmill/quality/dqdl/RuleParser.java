package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads rules and analyzers. What can't be read on throws {@link Unexpected}; what can be read but does not fit its rule type is noted, and the
 * reading goes on.
 */
final class RuleParser {
    private static final int DEEPEST = 50;

    private final Tokens tokens;
    private final Problems problems;
    private final Variables variables;
    private int depth;

    RuleParser(Tokens tokens, Problems problems, Variables variables) {
        this.tokens = tokens;
        this.problems = problems;
        this.variables = variables;
    }

    /** A rule with all its ands and ors; and binds tighter. */
    Rule rule() {
        depth = 0;
        return disjunction();
    }

    private Rule disjunction() {
        List<Rule> rules = new ArrayList<>();
        do {
            rules.add(conjunction());
        } while (acceptOr());
        return joined(rules, false);
    }

    private Rule conjunction() {
        List<Rule> rules = new ArrayList<>();
        do {
            rules.add(operand());
        } while (acceptAnd());
        return joined(rules, true);
    }

    private boolean acceptOr() {
        return tokens.accept("or") || tokens.accept("OR");
    }

    private boolean acceptAnd() {
        return tokens.accept("and") || tokens.accept("AND");
    }

    /** One rule stays itself, and a joint of the same kind joins in, unless labels hold it together. */
    private static Rule joined(List<Rule> rules, boolean byAnd) {
        if (rules.size() == 1) {
            return rules.get(0);
        }
        List<Rule> flat = new ArrayList<>();
        for (Rule rule : rules) {
            if (byAnd && rule instanceof Conjunction inner && inner.labels().isEmpty()) {
                flat.addAll(inner.rules());
            } else if (!byAnd
                    && rule instanceof Disjunction inner
                    && inner.labels().isEmpty()) {
                flat.addAll(inner.rules());
            } else {
                flat.add(rule);
            }
        }
        return byAnd ? new Conjunction(flat, Labels.NONE) : new Disjunction(flat, Labels.NONE);
    }

    private Rule operand() {
        if (!tokens.is("(")) {
            return leaf();
        }
        if (++depth > DEEPEST) {
            throw new Unexpected(
                    tokens.peek().position(),
                    "rules are nested more than " + DEEPEST + " deep; expected fewer brackets");
        }
        tokens.next();
        Rule rule = disjunction();
        if (!tokens.accept(")")) {
            throw tokens.unexpected("')', 'and' or 'or'");
        }
        depth--;
        return Clauses.startsLabels(tokens) ? labelled(rule) : rule;
    }

    private Rule labelled(Rule rule) {
        Position position = tokens.peek().position();
        if (!rule.labels().isEmpty()) {
            throw new Unexpected(position, "the rule in brackets has labels already; expected them once");
        }
        Clauses.skipLabelsWord(tokens);
        Labels labels = Clauses.labels(tokens, problems);
        if (rule instanceof Conjunction conjunction) {
            return new Conjunction(conjunction.rules(), labels);
        }
        if (rule instanceof Disjunction disjunction) {
            return new Disjunction(disjunction.rules(), labels);
        }
        Leaf leaf = (Leaf) rule;
        return new Leaf(
                leaf.type(),
                leaf.parameters(),
                leaf.condition(),
                leaf.where(),
                leaf.threshold(),
                leaf.tags(),
                labels,
                leaf.position());
    }

    private Leaf leaf() {
        Token name = tokens.peek();
        RuleType type = type("a rule");
        if (!type.isRule()) {
            problems.add(name.position(), type.text() + " is an analyzer only; expected a rule");
        }
        List<Parameter> parameters = new ParameterParser(tokens, problems, variables).parameters(type);
        Signature signature = signature(type, parameters, name);
        Optional<Condition> condition = condition(type, signature);
        Clauses clauses = new Clauses(type, tokens, problems, variables).read();
        if (type == RuleType.DETECT_ANOMALIES) {
            checkMetric(parameters, name);
        }
        return new Leaf(
                type,
                parameters,
                condition,
                clauses.where(),
                clauses.threshold(),
                clauses.tags(),
                clauses.labels(),
                name.position());
    }

    /** Reads an analyzer. */
    Analyzer analyzer() {
        Token name = tokens.peek();
        RuleType type = type("an analyzer");
        if (!type.isAnalyzer()) {
            problems.add(
                    name.position(),
                    type.text() + " is no analyzer; expected one of "
                            + RuleType.analyzers().map(RuleType::text).collect(Collectors.joining(", ")));
        }
        List<Parameter> parameters = new ParameterParser(tokens, problems, variables).parameters(type);
        signature(type, parameters, name);
        List<Tag> tags = new Clauses(type, tokens, problems, variables).readTagsOfAnalyzer();
        return new Analyzer(type, parameters, tags, name.position());
    }

    private RuleType type(String what) {
        Token name = tokens.peek();
        if (!name.isWord()) {
            throw tokens.unexpected(what);
        }
        RuleType type = RuleType.named(name.text())
                .orElseThrow(() -> new Unexpected(
                        name.position(),
                        "unknown rule type " + name.shown() + "; expected " + nearestType(name.text())));
        tokens.next();
        return type;
    }

    private static String nearestType(String word) {
        List<String> types =
                Arrays.stream(RuleType.values()).map(RuleType::text).toList();
        return Spelling.nearest(word, types).orElse("one of " + String.join(", ", types));
    }

    private Signature signature(RuleType type, List<Parameter> parameters, Token name) {
        return type.signatureOf(parameters.size()).orElseGet(() -> {
            problems.add(
                    name.position(),
                    type.text() + " has " + counted(parameters.size()) + "; expected " + type.parametersInWords());
            return type.signatures().get(0);
        });
    }

    private Optional<Condition> condition(RuleType type, Signature signature) {
        Token start = tokens.peek();
        if (!ConditionParser.startsCondition(start)) {
            if (signature.needsCondition()) {
                throw tokens.unexpected("a condition on " + ConditionKind.anyOf(signature.conditions()));
            }
            return Optional.empty();
        }
        if (signature.conditions().isEmpty()) {
            problems.add(start.position(), type.text() + signature.inWords() + " takes no condition; expected none");
        }
        return Optional.of(new ConditionParser(tokens, problems, variables, signature.conditions()).condition());
    }

    private void checkMetric(List<Parameter> parameters, Token name) {
        if (parameters.isEmpty()) {
            return;
        }
        String metric = parameters.get(0).value();
        Optional<RuleType> type = RuleType.named(metric).filter(RuleType::isAnalyzer);
        if (type.isEmpty()) {
            problems.add(
                    name.position(),
                    "DetectAnomalies can't follow '" + metric + "'; expected one of "
                            + RuleType.analyzers().map(RuleType::text).collect(Collectors.joining(", ")));
        } else if (type.get().signatureOf(parameters.size() - 1).isEmpty()) {
            problems.add(
                    name.position(),
                    "DetectAnomalies of " + metric + " has " + counted(parameters.size() - 1) + " for it; expected "
                            + type.get().parametersInWords());
        }
    }

    private static String counted(int parameters) {
        return switch (parameters) {
            case 0 -> "no parameter";
            case 1 -> "one parameter";
            default -> parameters + " parameters";
        };
    }
}
