package io.tripmill.quality.dqdl;

import java.util.List;

/** The tokens of a text, read from the first to the last. */
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token so many after the next one. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** Takes the next token; the last one stays. */
    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean isAtEnd() {
        return peek().kind() == Token.Kind.END;
    }

    boolean is(String wordOrSymbol) {
        return peek().is(wordOrSymbol);
    }

    boolean isAnd() {
        return is("and") || is("AND");
    }

    boolean isOr() {
        return is("or") || is("OR");
    }

    boolean accept(String wordOrSymbol) {
        boolean isThere = is(wordOrSymbol);
        if (isThere) {
            next();
        }
        return isThere;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    /** The next quoted text, raw. */
    Token expectQuoted(String what) {
        if (!peek().isQuoted()) {
            throw unexpected(what);
        }
        return next();
    }

    Unexpected unexpected(String expected) {
        return new Unexpected(peek().position(), "expected " + expected + ", but found " + peek().shown());
    }

    /** A mark to which {@link #skipRule} looks back. */
    int mark() {
        return at;
    }

    /**
     * Goes on to where the next rule may begin: the comma or the closing bracket that ends the rule that began at the mark, or a comma
     * before something that can't be but a rule.
     */
    void skipRule(int mark) {
        int error = at;
        int depth = 0;
        for (at = mark; !isAtEnd(); next()) {
            boolean mayEnd = at >= error;
            if (mayEnd && (isSectionStart() || (is(",") && (depth <= 0 || startsRule(peek(1)))))) {
                return;
            }
            if (is("(") || is("[") || is("{")) {
                depth++;
            } else if (is(")") || is("]") || is("}")) {
                depth--;
                if (mayEnd && depth < 0 && is("]")) {
                    return;
                }
            }
        }
    }

    /** Goes on to the next line that begins with a name and an equals sign, or to the next section. */
    void skipSection() {
        for (next(); !isAtEnd(); next()) {
            if (isSectionStart() || (isFirstInLine() && peek().isWord() && peek(1).is("="))) {
                return;
            }
        }
    }

    /** Whether the next token is the first one of its line, but not of the text. */
    boolean isFirstInLine() {
        return at > 0
                && peek().position().line() > tokens.get(at - 1).position().line();
    }

    boolean isSectionStart() {
        return peek().isWord() && Section.named(peek().text()).isPresent() && peek(1).is("=");
    }

    static boolean startsRule(Token token) {
        return token.isWord() && RuleType.named(token.text()).isPresent();
    }
}
