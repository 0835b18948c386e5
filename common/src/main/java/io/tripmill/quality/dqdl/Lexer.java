package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.List;

/** Cuts a DQDL text into tokens. Blanks, line breaks of any system and comments, from # to the end of the line, part them. */
final class Lexer {
    private static final String SYMBOLS = ":,{}[]()=!<>+-*/$";

    private final String text;
    private final Problems problems;
    private final boolean textsSpanLines;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean hasOpenText;

    private Lexer(String text, Problems problems, boolean textsSpanLines) {
        this.text = text;
        this.problems = problems;
        this.textsSpanLines = textsSpanLines;
    }

    /** The tokens of the text, {@link Token.Kind#END} last. What belongs to no token is a problem. */
    static List<Token> tokens(String text, Problems problems) {
        Problems ofThisTry = new Problems(text);
        Lexer lexer = new Lexer(text, ofThisTry, true).run();
        // A mark without its partner turns inside out all that follows; the line on which one is missing tells where.
        return lexer.hasOpenText
                ? new Lexer(text, problems, false).run().tokens
                : new Lexer(text, problems, true).run().tokens;
    }

    private Lexer run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                breakLine();
            } else if (Character.isWhitespace(c) || (c == '\uFEFF' && at == 0)) {
                at++;
            } else if (c == '#') {
                skipLine();
            } else if (c == '"') {
                quoted();
            } else if (isOfAWord(c)) {
                word();
            } else if (SYMBOLS.indexOf(c) >= 0) {
                symbol();
            } else {
                problems.add(here(), "unexpected character " + named(c));
                at++;
            }
        }
        tokens.add(new Token(Token.Kind.END, "", here()));
        return this;
    }

    private void quoted() {
        Position start = here();
        int first = ++at;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            boolean endsLine = c == '\n' || c == '\r';
            if (endsLine && !textsSpanLines) {
                break;
            }
            boolean escapes =
                    c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            if (endsLine) {
                breakLine();
            } else {
                at += escapes ? 2 : 1;
            }
        }
        boolean isClosed = at < text.length();
        if (!isClosed || text.charAt(at) != '"') {
            hasOpenText = true;
            problems.add(start, "a quotation mark without its partner; expected a closing one on this line");
            while (at > first && ",]) \t".indexOf(text.charAt(at - 1)) >= 0) {
                at--;
            }
            isClosed = false;
        }
        tokens.add(new Token(Token.Kind.QUOTED, text.substring(first, at), start));
        at += isClosed ? 1 : 0;
    }

    private void word() {
        Position start = here();
        int first = at;
        while (at < text.length() && isOfAWord(text.charAt(at))) {
            at++;
        }
        if (NumberText.isCutBeforeSign(text.substring(first, at)) && hasSignAndDigit()) {
            at++;
            while (at < text.length() && isOfAWord(text.charAt(at))) {
                at++;
            }
        }
        tokens.add(new Token(Token.Kind.WORD, text.substring(first, at), start));
    }

    private boolean hasSignAndDigit() {
        return at + 1 < text.length()
                && (text.charAt(at) == '-' || text.charAt(at) == '+')
                && Character.digit(text.charAt(at + 1), 10) >= 0;
    }

    private void symbol() {
        Position start = here();
        char c = text.charAt(at++);
        boolean isPair = (c == '<' || c == '>' || c == '!') && at < text.length() && text.charAt(at) == '=';
        at += isPair ? 1 : 0;
        tokens.add(new Token(Token.Kind.SYMBOL, isPair ? c + "=" : String.valueOf(c), start));
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void breakLine() {
        boolean isPair = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        at += isPair ? 2 : 1;
        line++;
        lineStart = at;
    }

    private Position here() {
        return new Position(line, at - lineStart + 1);
    }

    private static boolean isOfAWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }

    private static String named(char c) {
        String code = "U+%04X".formatted((int) c);
        return Character.isISOControl(c) || Character.isSurrogate(c) || Character.isSpaceChar(c)
                ? code
                : "'" + c + "' (" + code + ")";
    }
}
