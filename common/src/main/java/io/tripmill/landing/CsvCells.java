package io.tripmill.landing;

import java.util.ArrayList;
import java.util.List;

/** Splits a CSV record into its cells, fed line by line, as a quoted cell may hold line breaks. */
final class CsvCells {

    /** How a record stands after the lines it was fed so far. */
    enum State {
        /** The record ends with the line. */
        COMPLETE,
        /** The line ends inside quotes: the record goes on. */
        OPEN,
        /** A quote stands where RFC 4180 allows none; the record can't be read. */
        MALFORMED
    }

    private final List<String> cells = new ArrayList<>();
    private final StringBuilder quoted = new StringBuilder();
    private boolean insideQuotes;

    /** The cells so far; all of them once the record is complete. */
    List<String> cells() {
        return cells;
    }

    /** Goes on with the next line of the record, or starts it. */
    State feed(String line) {
        if (!insideQuotes && line.indexOf('"') < 0) {
            splitPlain(line);
            return State.COMPLETE;
        }
        int at = 0;
        while (true) {
            if (insideQuotes) {
                int closing = closingQuote(line, at);
                if (closing < 0) {
                    return State.OPEN;
                }
                cells.add(quoted.toString());
                insideQuotes = false;
                at = closing + 1;
                if (at == line.length()) {
                    return State.COMPLETE;
                }
                if (line.charAt(at) != ',') {
                    return State.MALFORMED;
                }
                at++;
            }
            if (at < line.length() && line.charAt(at) == '"') {
                insideQuotes = true;
                quoted.setLength(0);
                at++;
                continue;
            }
            int comma = line.indexOf(',', at);
            String cell = line.substring(at, comma < 0 ? line.length() : comma);
            if (cell.indexOf('"') >= 0) {
                return State.MALFORMED;
            }
            cells.add(cell);
            if (comma < 0) {
                return State.COMPLETE;
            }
            at = comma + 1;
        }
    }

    /** Adds a line break to the quoted cell that is open. */
    void feedLineBreak(String lineBreak) {
        quoted.append(lineBreak);
    }

    /** Takes the quoted cell from here to its closing quote, doubled quotes as one; -1 if the line ends before it. */
    private int closingQuote(String line, int from) {
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                quoted.append(line, at, line.length());
                return -1;
            }
            quoted.append(line, at, quote);
            boolean isDoubled = quote + 1 < line.length() && line.charAt(quote + 1) == '"';
            if (!isDoubled) {
                return quote;
            }
            quoted.append('"');
            at = quote + 2;
        }
    }

    private void splitPlain(String line) {
        int from = 0;
        int comma = line.indexOf(',');
        while (comma >= 0) {
            cells.add(line.substring(from, comma));
            from = comma + 1;
            comma = line.indexOf(',', from);
        }
        cells.add(line.substring(from));
    }
}
