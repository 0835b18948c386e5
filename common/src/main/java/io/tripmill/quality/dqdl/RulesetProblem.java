package io.tripmill.quality.dqdl;

/**
 * Something that is wrong in a DQDL text.
 *
 * @param position where
 * @param line the whole line of the text there
 * @param message what is wrong and what was expected; the part of a sentence after a colon
 */
public record RulesetProblem(Position position, String line, String message) {
    private static final int WIDEST_SHOWN = 160;

    /** Three lines: the message with its place, the line of the text or the part of it around the place, and a mark below the place. */
    @Override
    public String toString() {
        int at = Math.min(line.length(), position.column() - 1);
        int from = line.length() <= WIDEST_SHOWN ? 0 : Math.max(0, at - WIDEST_SHOWN / 2);
        String shown = line.substring(from, Math.min(line.length(), from + WIDEST_SHOWN));
        String margin = line.substring(from, at).replaceAll("[^\t]", " ");
        return "line " + position.line() + ", column " + position.column() + ": " + message + "\n  " + shown + "\n  "
                + margin + "^";
    }
}
