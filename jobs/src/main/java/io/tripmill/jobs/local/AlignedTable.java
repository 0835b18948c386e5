package io.tripmill.jobs.local;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of cells with a header, aligned for people; a long cell shows its beginning. */
public final class AlignedTable {
    private static final int WIDEST_CELL = 40;

    private AlignedTable() {}

    /** Prints the header and the rows, which have as many cells. */
    public static void print(List<String> header, List<List<String>> rows, PrintStream out) {
        print(header, rows, Collections.nCopies(header.size(), WIDEST_CELL), out);
    }

    /**
     * As {@link #print(List, List, PrintStream)}, with widths of the caller's.
     *
     * @param widest characters at the most, for each column
     */
    static void print(List<String> header, List<List<String>> rows, List<Integer> widest, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(forPeople(row.get(i), widest.get(i)));
            }
            lines.add(cells);
        }
        int[] widths = new int[header.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "" : " | ")
                        .append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String forPeople(String cell, int widest) {
        String line = cell.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() <= widest ? line : line.substring(0, widest - 3) + "...";
    }
}
