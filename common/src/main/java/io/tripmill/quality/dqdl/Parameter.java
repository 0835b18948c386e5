package io.tripmill.quality.dqdl;

/**
 * What a rule is about: a column, a query, another dataset.
 *
 * @param connector the word before it
 * @param written as it stands in DQDL: quoted, a bare word, or {@code $} and the name of a variable
 * @param value what it means: without marks, escapes and variables resolved
 */
public record Parameter(Connector connector, String written, String value) {
    /** A word that makes a rule read as a sentence, and means nothing. */
    public enum Connector {
        NONE(""),
        OF("of "),
        AND("and ");

        private final String text;

        Connector(String text) {
            this.text = text;
        }
    }

    /** A parameter in quotation marks. */
    public static Parameter quoted(String value) {
        return new Parameter(Connector.NONE, Quotation.of(value), value);
    }

    @Override
    public String toString() {
        return connector.text + written;
    }
}
