package io.tripmill.jobs.local;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells with a header, aligned for people; a long cell shows its beginning. */
public final class AlignedTable {
    private static final int WIDEST_CELL = 40;

    private AlignedTable() {}

    /** Prints the header and the rows, which have as many cells. */
    public static void print(List<String> header, List<List<String>> rows, PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        rows.forEach(row -> lines.add(row.stream().map(AlignedTable::forPeople).toList()));
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

    private static String forPeople(String cell) {
        String line = cell.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() <= WIDEST_CELL ? line : line.substring(0, WIDEST_CELL - 3) + "...";
    }
}
