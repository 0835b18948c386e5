package io.tripmill.bench;

import java.util.List;
import java.util.Locale;

/** A table of results for people. */
record ResultTable(String title, List<String> header, List<List<String>> rows) {
    ResultTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** A number as a cell. */
    static String cell(double number, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
}
