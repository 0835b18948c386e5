package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of a rule: quoted texts, bare words and variables, with "of" or "and" before them. */
final class ParameterParser {
    /** Words that end the parameters; a column of such a name is quoted. */
    private static final Set<String> RESERVED = Set.of(
            "and",
            "AND",
            "or",
            "OR",
            "of",
            "OF",
            "between",
            "in",
            "not",
            "matches",
            "where",
            "with",
            "null",
            "NULL",
            "empty",
            "EMPTY",
            "whitespaces_only",
            "WHITESPACES_ONLY");

    private final Tokens tokens;
    private final Problems problems;
    private final Variables variables;

    ParameterParser(Tokens tokens, Problems problems, Variables variables) {
        this.tokens = tokens;
        this.problems = problems;
        this.variables = variables;
    }

    List<Parameter> parameters(RuleType type) {
        List<Parameter> parameters = new ArrayList<>();
        while (true) {
            Parameter.Connector connector = connector();
            if (!startsParameter(type, parameters.size(), connector)) {
                return parameters;
            }
            if (connector != Parameter.Connector.NONE) {
                tokens.next();
            }
            parameters.add(parameter(type, connector));
        }
    }

    private Parameter.Connector connector() {
        if (tokens.is("of") || tokens.is("OF")) {
            return Parameter.Connector.OF;
        }
        return tokens.isAnd() ? Parameter.Connector.AND : Parameter.Connector.NONE;
    }

    private boolean startsParameter(RuleType type, int before, Parameter.Connector connector) {
        Token token = tokens.peek(connector == Parameter.Connector.NONE ? 0 : 1);
        if (!token.isWord()) {
            return token.isQuoted() || token.is("$");
        }
        boolean isFree =
                !RESERVED.contains(token.text()) && !NumberText.isPlain(token.text()) && !Clauses.startsLabels(tokens);
        return isFree && !startsRule(token, type, before, connector);
    }

    /** Whether a bare word is more likely the next rule, behind a missing comma or bracket, than a column. */
    private static boolean startsRule(Token token, RuleType type, int before, Parameter.Connector connector) {
        Optional<Signature> signature = type.signatureOf(before);
        boolean isWhole = signature.isPresent() && !signature.get().needsCondition();
        boolean isTooMuch =
                signature.isPresent() && type.signatureOf(before + 1).isEmpty();
        boolean isAType = Tokens.startsRule(token) && type != RuleType.DETECT_ANOMALIES;
        return switch (connector) {
            case NONE -> isTooMuch || (isWhole && isAType);
            case OF -> false;
            case AND -> isAType;
        };
    }

    private Parameter parameter(RuleType type, Parameter.Connector connector) {
        Token token = tokens.peek();
        if (token.is("$")) {
            return ofVariable(connector);
        }
        tokens.next();
        if (token.isWord()) {
            return new Parameter(connector, token.text(), token.text());
        }
        if (type == RuleType.COLUMN_NAMES_MATCH_PATTERN) {
            StringOperand.Pattern pattern = ConditionParser.pattern(token, problems);
            return new Parameter(connector, pattern.toString(), pattern.regex());
        }
        String value = Quotation.meaning(token.text());
        return new Parameter(connector, Quotation.of(value), value);
    }

    private Parameter ofVariable(Parameter.Connector connector) {
        Token start = tokens.peek();
        Variable variable = variables.read(tokens);
        if (variable.values().size() == 1 && variable.values().get(0) instanceof StringOperand.Quoted quoted) {
            return new Parameter(connector, "$" + variable.name(), quoted.text());
        }
        throw new Unexpected(start.position(), "$" + variable.name() + " is not one quoted text; expected one");
    }
}
