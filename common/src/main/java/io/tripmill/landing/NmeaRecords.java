package io.tripmill.landing;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * NMEA 0183: each RMC and GGA sentence is one record, of any talker; sentences that are sound but of another kind hold no position and
 * are passed over. Values have the names of pings. GGA has no date: it has that of the last RMC before it, a day more past
 * midnight, and no timestamp where there was none. Whose sentences they are, {@code file_name} alone tells.
 */
final class NmeaRecords implements LandedRecords {
    private static final double METRES_PER_NAUTICAL_MILE = 1852;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int HALF_A_DAY_SECONDS = 12 * 60 * 60;

    private final LandedFile file;
    private final TextLines lines;
    private final LandedValue fileName;
    private @Nullable LocalDate date;
    private LocalTime timeOfDate = LocalTime.MIDNIGHT;

    NmeaRecords(LandedFile file, TextLines lines) {
        this.file = file;
        this.lines = lines;
        this.fileName = new LandedValue.Text(FileName.of(file));
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        for (Optional<TextLine> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<LandedRecord> record = line.get().isBlank() ? Optional.empty() : record(line.get());
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Optional<LandedRecord> record(TextLine line) {
        if (line.problem().isPresent()) {
            return Optional.of(refused(line, line.problem().get()));
        }
        String text = line.text().strip();
        Optional<String> body = checked(text);
        if (body.isEmpty()) {
            return Optional.of(refused(line, malformed("is not an NMEA sentence with the checksum that it names")));
        }
        String[] fields = body.get().split(",", -1);
        String kind = fields[0].length() == 5 ? fields[0].substring(2) : "";
        if (!kind.equals("RMC") && !kind.equals("GGA")) {
            return Optional.empty();
        }
        if (fields.length < 10) {
            return Optional.of(refused(line, malformed("is a " + kind + " sentence with too few fields")));
        }
        try {
            return Optional.of(kind.equals("RMC") ? minimum(line, fields) : fix(line, fields));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of(refused(line, malformed("is a " + kind + " sentence with a field that can't be read")));
        }
    }

    /** What stands between the dollar and the checksum; empty if either is missing or the sum is another. */
    private static Optional<String> checked(String sentence) {
        int star = sentence.length() - 3;
        if (star < 1 || sentence.charAt(0) != '$' || sentence.charAt(star) != '*') {
            return Optional.empty();
        }
        String body = sentence.substring(1, star);
        int sum = body.chars().reduce(0, (left, right) -> left ^ right);
        return hex(sentence.substring(star + 1)).equals(OptionalInt.of(sum)) ? Optional.of(body) : Optional.empty();
    }

    private static OptionalInt hex(String digits) {
        return digits.matches("[0-9A-Fa-f]{2}") ? OptionalInt.of(Integer.parseInt(digits, 16)) : OptionalInt.empty();
    }

    private LandedRecord minimum(TextLine line, String[] fields) {
        // Without a fix the other fields are often empty.
        if (!fields[2].equals("A")) {
            return refused(line, noPosition());
        }
        LocalTime time = time(fields[1]);
        LocalDate day = date(fields[9]);
        date = day;
        timeOfDate = time;
        Map<String, LandedValue> values = place(fields, 3);
        values.put("timestamp", timestamp(day, time));
        if (!fields[7].isEmpty()) {
            values.put("speed", numeral(Double.parseDouble(fields[7]) * METRES_PER_NAUTICAL_MILE / SECONDS_PER_HOUR));
        }
        putText(values, "heading", fields[8]);
        return read(line, values);
    }

    private LandedRecord fix(TextLine line, String[] fields) {
        if (fields[6].isEmpty() || fields[6].equals("0")) {
            return refused(line, noPosition());
        }
        LocalTime time = time(fields[1]);
        Map<String, LandedValue> values = place(fields, 2);
        if (date != null) {
            boolean isPastMidnight = timeOfDate.toSecondOfDay() - time.toSecondOfDay() > HALF_A_DAY_SECONDS;
            values.put("timestamp", timestamp(date.plusDays(isPastMidnight ? 1 : 0), time));
        }
        putText(values, "satellites", fields[7]);
        putText(values, "altitude", fields[9]);
        return read(line, values);
    }

    /** Latitude and longitude of four fields: degrees with minutes, and the hemisphere, twice. */
    private static Map<String, LandedValue> place(String[] fields, int from) {
        Map<String, LandedValue> values = new LinkedHashMap<>();
        values.put("lat", numeral(degrees(fields[from], 2, fields[from + 1], "N", "S")));
        values.put("lng", numeral(degrees(fields[from + 2], 3, fields[from + 3], "E", "W")));
        return values;
    }

    private static double degrees(String text, int digits, String hemisphere, String positive, String negative) {
        double minutes = Double.parseDouble(text.substring(digits));
        if (!(minutes >= 0 && minutes < 60) || !(hemisphere.equals(positive) || hemisphere.equals(negative))) {
            throw new IllegalArgumentException("no degrees and minutes");
        }
        double degrees = Integer.parseInt(text.substring(0, digits)) + minutes / 60;
        return hemisphere.equals(negative) ? -degrees : degrees;
    }

    private static LocalTime time(String text) {
        String fraction = text.length() > 6 ? text.substring(6) : "";
        return LocalTime.parse(
                text.substring(0, 2) + ":" + text.substring(2, 4) + ":" + text.substring(4, 6) + fraction);
    }

    /** NMEA has two digits of the year; GPS began in 1980. */
    private static LocalDate date(String text) {
        int year = Integer.parseInt(text.substring(4, 6));
        return LocalDate.of(
                year < 80 ? 2000 + year : 1900 + year,
                Integer.parseInt(text.substring(2, 4)),
                Integer.parseInt(text.substring(0, 2)));
    }

    private static LandedValue timestamp(LocalDate day, LocalTime time) {
        return new LandedValue.Text(day + "T" + DateTimeFormatter.ISO_LOCAL_TIME.format(time) + "Z");
    }

    private static LandedValue numeral(double value) {
        return new LandedValue.Numeral(Double.toString(value));
    }

    private static void putText(Map<String, LandedValue> values, String name, String text) {
        if (!text.isEmpty()) {
            values.put(name, new LandedValue.Text(text));
        }
    }

    private LandedRecord read(TextLine line, Map<String, LandedValue> values) {
        values.put("file_name", fileName);
        LandedValue.Nested found = new LandedValue.Nested(values);
        return LandedRecord.read(file, line.number(), line::text, found::at);
    }

    private LandedRecord refused(TextLine line, RecordProblem problem) {
        return LandedRecord.refused(file, line.number(), line.text(), problem);
    }

    private static RecordProblem malformed(String message) {
        return new RecordProblem(RecordProblem.Kind.MALFORMED_NMEA, message);
    }

    private static RecordProblem noPosition() {
        return new RecordProblem(RecordProblem.Kind.NO_POSITION, "is a sentence of a receiver that had no fix");
    }
}
