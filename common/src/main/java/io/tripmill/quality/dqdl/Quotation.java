package io.tripmill.quality.dqdl;

/** Text between quotation marks, where a backslash stands before a quotation mark or a backslash that is meant as such. */
final class Quotation {
    private Quotation() {}

    /** The text as it is written in DQDL, marks included. */
    static String of(String text) {
        StringBuilder written = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '"';
            boolean isMistakable = c == '"' || (c == '\\' && (next == '"' || next == '\\'));
            written.append(isMistakable ? "\\" : "").append(c);
        }
        return written.append('"').toString();
    }

    /** The text that is meant by what stands between two marks. Any other backslash, as in a regular expression, is a backslash. */
    static String meaning(String written) {
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean isEscape = c == '\\'
                    && i + 1 < written.length()
                    && (written.charAt(i + 1) == '"' || written.charAt(i + 1) == '\\');
            text.append(isEscape ? written.charAt(++i) : c);
        }
        return text.toString();
    }
}
