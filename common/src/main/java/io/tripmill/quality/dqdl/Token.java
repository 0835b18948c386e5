package io.tripmill.quality.dqdl;

/**
 * A smallest part of a DQDL text.
 *
 * @param text as it stands there; of a quoted text, what stands between the marks
 */
record Token(Kind kind, String text, Position position) {
    private static final int LONGEST_SHOWN = 40;

    enum Kind {
        /** Letters, digits, underscores and dots: names, keywords and numbers. */
        WORD,
        QUOTED,
        SYMBOL,
        END
    }

    /** Whether it is this word or symbol. */
    boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isQuoted() {
        return kind == Kind.QUOTED;
    }

    /** As it is shown to people. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the text";
            case QUOTED -> '"' + shortened() + '"';
            case WORD, SYMBOL -> "'" + shortened() + "'";
        };
    }

    private String shortened() {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
