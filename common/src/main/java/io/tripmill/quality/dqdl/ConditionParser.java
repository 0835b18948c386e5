package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Reads a condition: its operator, its operands, and of what kind they all can be. */
final class ConditionParser {
    private static final Set<String> STARTS =
            Set.of("=", "!", "!=", ">", ">=", "<", "<=", "between", "not", "in", "matches");

    private final Tokens tokens;
    private final Problems problems;
    private final Variables variables;
    private final Set<ConditionKind> kinds;

    /**
     * A parser of one condition.
     *
     * @param kinds those that are allowed; empty: any, as it is not to be used
     */
    ConditionParser(Tokens tokens, Problems problems, Variables variables, Set<ConditionKind> kinds) {
        this.tokens = tokens;
        this.problems = problems;
        this.variables = variables;
        this.kinds = kinds.isEmpty() ? Set.of(ConditionKind.values()) : kinds;
    }

    static boolean startsCondition(Token token) {
        return !token.isQuoted() && STARTS.contains(token.text());
    }

    Condition condition() {
        Token start = tokens.peek();
        Operator operator = operator();
        if (operator == Operator.MATCHES || operator == Operator.NOT_MATCHES) {
            if (!kinds.contains(ConditionKind.STRING)) {
                throw new Unexpected(
                        start.position(),
                        operator.text() + " is for texts; expected a condition on " + ConditionKind.anyOf(kinds));
            }
            Token quoted = tokens.expectQuoted("a quoted regular expression");
            return new StringCondition(operator, List.of(pattern(quoted, problems)));
        }
        return new OperandList(operands(operator)).condition(operator, kinds);
    }

    private Operator operator() {
        Token token = tokens.next();
        boolean isNot = token.is("not");
        Token word = isNot ? tokens.peek() : token;
        if (isNot) {
            if (!tokens.is("between") && !tokens.is("in") && !tokens.is("matches")) {
                throw tokens.unexpected("between, in or matches after 'not'");
            }
            tokens.next();
        }
        return switch (word.text()) {
            case "between" -> isNot ? Operator.NOT_BETWEEN : Operator.BETWEEN;
            case "in" -> isNot ? Operator.NOT_IN : Operator.IN;
            case "matches" -> isNot ? Operator.NOT_MATCHES : Operator.MATCHES;
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            default -> {
                tokens.expect("=");
                yield Operator.NOT_EQUAL;
            }
        };
    }

    private List<Operand> operands(Operator operator) {
        List<Operand> operands = new ArrayList<>();
        switch (operator) {
            case BETWEEN, NOT_BETWEEN -> {
                operands.add(operand());
                if (!tokens.accept("and") && !tokens.accept("AND")) {
                    throw tokens.unexpected("'and' between the two limits");
                }
                operands.add(operand());
            }
            case IN, NOT_IN -> {
                if (tokens.is("$")) {
                    operands.add(operand());
                    return operands;
                }
                if (!tokens.accept("[")) {
                    throw tokens.unexpected("'[' or a variable after '" + operator.text() + "'");
                }
                do {
                    operands.add(operand());
                } while (tokens.accept(","));
                if (!tokens.accept("]")) {
                    throw tokens.unexpected("',' or ']' in the list");
                }
            }
            default -> {
                Operand operand = operand();
                if (operand.isList()) {
                    throw new Unexpected(
                            operand.start().position(),
                            "the variable is a list; expected one text, or in before the variable");
                }
                operands.add(operand);
            }
        }
        return operands;
    }

    private Operand operand() {
        Token start = tokens.peek();
        if (start.isQuoted()) {
            tokens.next();
            Optional<DateOperand> date =
                    kinds.contains(ConditionKind.DATE) ? DateText.date(start, problems) : Optional.empty();
            return Operand.quoted(start, new StringOperand.Quoted(Quotation.meaning(start.text())), date);
        }
        if (start.is("$") || keyword(start).isPresent()) {
            return Operand.of(start, string(tokens, variables));
        }
        if (start.is("now") || (start.is("(") && tokens.peek(1).is("now"))) {
            return Operand.of(start, DateText.now(tokens));
        }
        if (NumberParser.starts(tokens)) {
            return number(start);
        }
        throw tokens.unexpected(ConditionKind.anyOf(kinds));
    }

    private Operand number(Token start) {
        Token unit = tokens.peek(1);
        Optional<TimeSpan.Unit> ofTime = TimeSpan.Unit.named(unit);
        Optional<Size.Unit> ofSize = Size.Unit.named(unit);
        if (ofTime.isPresent()) {
            int amount = (int) DateText.wholeNumber(tokens, Integer.MAX_VALUE);
            tokens.next();
            return Operand.of(start, new TimeSpan(amount, ofTime.get()));
        }
        if (ofSize.isPresent() || kinds.equals(Set.of(ConditionKind.SIZE))) {
            Size.Unit sizeUnit = ofSize.orElse(Size.Unit.B);
            long amount = DateText.wholeNumber(tokens, sizeUnit.most());
            if (ofSize.isPresent()) {
                tokens.next();
            }
            return Operand.of(start, new Size(amount, sizeUnit));
        }
        return Operand.of(start, new NumberParser(tokens).sum());
    }

    /** Reads a quoted text, a keyword or a variable. */
    static StringOperand string(Tokens tokens, Variables variables) {
        Token token = tokens.peek();
        if (token.is("$")) {
            return new StringOperand.Reference(variables.read(tokens));
        }
        Optional<StringOperand.Keyword> keyword = keyword(token);
        if (keyword.isEmpty() && !token.isQuoted()) {
            throw tokens.unexpected("a quoted text, NULL, EMPTY, WHITESPACES_ONLY or a variable");
        }
        tokens.next();
        return keyword.isPresent() ? keyword.get() : new StringOperand.Quoted(Quotation.meaning(token.text()));
    }

    private static Optional<StringOperand.Keyword> keyword(Token token) {
        if (!token.isWord()) {
            return Optional.empty();
        }
        return switch (token.text()) {
            case "NULL", "null" -> Optional.of(StringOperand.Keyword.NULL);
            case "EMPTY", "empty" -> Optional.of(StringOperand.Keyword.EMPTY);
            case "WHITESPACES_ONLY", "whitespaces_only" -> Optional.of(StringOperand.Keyword.WHITESPACES_ONLY);
            default -> Optional.empty();
        };
    }

    /** The regular expression of a quoted text; one that can't be compiled is noted. */
    static StringOperand.Pattern pattern(Token quoted, Problems problems) {
        String regex = quoted.text().replace("\\\"", "\"");
        try {
            java.util.regex.Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            problems.add(quoted.position(), "expected a regular expression; " + e.getDescription());
        }
        return new StringOperand.Pattern(regex);
    }
}
