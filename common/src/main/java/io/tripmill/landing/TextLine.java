package io.tripmill.landing;

import java.util.Optional;

/**
 * A physical line of a text file.
 *
 * @param number from 1
 * @param text without its line break; its first 4,096 characters if it was too long; with replacement characters where it was
 *     not UTF-8
 * @param lineBreak what ended the line: LF, CRLF, or nothing at the end of the file
 * @param lengthBytes without the line break
 * @param problem why the text is not to be trusted: too long or not UTF-8
 */
record TextLine(long number, String text, String lineBreak, long lengthBytes, Optional<RecordProblem> problem) {

    boolean isTooLong() {
        return lengthBytes > TextLines.LONGEST_BYTES;
    }

    /** Whether the line holds nothing but blanks. */
    boolean isBlank() {
        return problem.isEmpty() && text.isBlank();
    }
}
