package io.tripmill.landing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A small CSV file in memory, as RFC 4180 has it: a header and records. Blank lines are passed over.
 *
 * @param columns the names of the header, without white space around them
 * @param records each with as many cells as the header
 */
public record CsvText(List<String> columns, List<Line> records) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * A record.
     *
     * @param number of the line on which it starts; the first of the file is 1
     */
    public record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    public CsvText {
        columns = List.copyOf(columns);
        records = List.copyOf(records);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException with the line and what is wrong with it; without any line too
     */
    public static CsvText parse(String text) {
        String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        List<Line> lines = lines(marked.lines().iterator());
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        Line header = lines.get(0);
        List<Line> records = lines.subList(1, lines.size());
        for (Line record : records) {
            if (record.cells().size() != header.cells().size()) {
                throw new IllegalArgumentException("line " + record.number() + " has "
                        + record.cells().size() + " cells, but the header has "
                        + header.cells().size());
            }
        }
        return new CsvText(header.cells().stream().map(String::strip).toList(), records);
    }

    private static List<Line> lines(Iterator<String> text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        while (text.hasNext()) {
            int first = ++number;
            String line = text.next();
            if (line.isBlank()) {
                continue;
            }
            CsvCells cells = new CsvCells();
            CsvCells.State state = cells.feed(line);
            while (state == CsvCells.State.OPEN && text.hasNext()) {
                cells.feedLineBreak("\n");
                state = cells.feed(text.next());
                number++;
            }
            if (state != CsvCells.State.COMPLETE) {
                throw new IllegalArgumentException(
                        "line " + first + " has a quote that is not closed, or that stands inside an unquoted cell");
            }
            lines.add(new Line(first, cells.cells()));
        }
        return lines;
    }
}
