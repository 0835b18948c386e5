package io.tripmill.quality.dqdl;

/**
 * Something that is wrong in a DQDL text.
 *
 * @param position where
 * @param line the whole line of the text there
 * @param message what is wrong and what was expected; the part of a sentence after a colon
 */
public record RulesetProblem(Position position, String line, String message) {
    /** Three lines: the message with its place, the line of the text, and a mark below the place. */
    @Override
    public String toString() {
        String margin = line.substring(0, Math.min(line.length(), position.column() - 1))
                .replaceAll("[^\t]", " ");
        return "line " + position.line() + ", column " + position.column() + ": " + message + "\n  " + line + "\n  "
                + margin + "^";
    }
}
