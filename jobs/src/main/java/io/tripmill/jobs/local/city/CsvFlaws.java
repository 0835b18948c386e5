package io.tripmill.jobs.local.city;

import io.tripmill.jobs.pings.RefusalReason;
import java.util.List;

/** What breaks CSV records, in the order in which a city meets it. */
final class CsvFlaws {
    static final List<Flaw> ALL = List.of(
            Flaw.of(
                    "cut off",
                    line -> line.substring(0, line.indexOf(',', line.length() / 2)),
                    RefusalReason.MALFORMED_CSV),
            Flaw.of(
                    "stray quote",
                    line -> line.substring(0, 2) + "\"" + line.substring(2),
                    RefusalReason.MALFORMED_CSV),
            Flaw.of("no time", line -> with(line, CsvLines.TIME, ""), RefusalReason.MISSING_TIMESTAMP),
            Flaw.of(
                    "time is local custom",
                    line -> with(line, CsvLines.TIME, "25.10.2026 02:30"),
                    RefusalReason.BAD_TIMESTAMP),
            Flaw.of(
                    "decimal degrees and minutes",
                    line -> with(line, CsvLines.LATITUDE, "52 31.2N"),
                    RefusalReason.BAD_NUMBER),
            Flaw.of(
                            "old encoding",
                            line -> with(line, CsvLines.STATE, "verf\u00fcgbar"),
                            RefusalReason.INVALID_ENCODING)
                    .inLatin1(),
            Flaw.of("no latitude", line -> with(line, CsvLines.LATITUDE, ""), RefusalReason.MISSING_LAT));

    private CsvFlaws() {}

    /** The line with another cell; the only cell with a comma is the last one. */
    private static String with(String line, int column, String cell) {
        int start = 0;
        for (int i = 0; i < column; i++) {
            start = line.indexOf(',', start) + 1;
        }
        return line.substring(0, start) + cell + line.substring(line.indexOf(',', start));
    }
}
