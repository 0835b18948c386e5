package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.weekday;

import io.tripmill.landing.CsvText;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.Trips;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a calendar calls service dates, such as {@code public_holiday}.
 *
 * @param kinds by date; other dates have none
 */
record DayKinds(SortedMap<LocalDate, String> kinds) {
    static final DayKinds NONE = new DayKinds(new TreeMap<>());

    private static final String DATE = "date";
    private static final String DAY_KIND = "day_kind";
    private static final int LONGEST_KIND = 64;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int MONDAY = 1;

    DayKinds {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    /**
     * Reads CSV with the columns date and day_kind; others are for people.
     *
     * @throws InvalidCalendar with every problem of the text
     */
    static DayKinds parse(String csv) {
        CsvText text;
        try {
            text = CsvText.parse(csv);
        } catch (IllegalArgumentException e) {
            throw new InvalidCalendar(List.of(String.valueOf(e.getMessage())));
        }
        int date = text.columns().indexOf(DATE);
        int kind = text.columns().indexOf(DAY_KIND);
        if (date < 0
                || kind < 0
                || text.columns().lastIndexOf(DATE) != date
                || text.columns().lastIndexOf(DAY_KIND) != kind) {
            throw new InvalidCalendar(List.of("its header must name the columns " + DATE + " and " + DAY_KIND
                    + " once, but it is " + String.join(",", text.columns())));
        }
        SortedMap<LocalDate, String> kinds = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (CsvText.Line line : text.records()) {
            try {
                add(line.cells().get(date).strip(), line.cells().get(kind).strip(), kinds);
            } catch (IllegalArgumentException e) {
                problems.add("line " + line.number() + " " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCalendar(problems);
        }
        return new DayKinds(kinds);
    }

    private static void add(String date, String kind, SortedMap<LocalDate, String> kinds) {
        if (kind.isEmpty() || kind.length() > LONGEST_KIND) {
            throw new IllegalArgumentException(
                    "has a " + DAY_KIND + " that is not 1 to " + LONGEST_KIND + " characters");
        }
        try {
            if (kinds.putIfAbsent(LocalDate.parse(date), kind) != null) {
                throw new IllegalArgumentException("names " + date + " a second time");
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("has '" + date + "' in place of a date such as 2026-05-01", e);
        }
    }

    /** The rows with the weekday and the kind of their service dates. */
    Dataset<Row> named(Dataset<Row> rows) {
        Column date = Trips.SERVICE_DATE.col();
        return rows.withColumn(HourlyTrips.WEEKDAY.name(), weekday(date).plus(lit(MONDAY)))
                .withColumn(HourlyTrips.DAY_KIND.name(), kind(date));
    }

    private Column kind(Column date) {
        return kinds.isEmpty()
                ? lit(null).cast(DataTypes.StringType)
                : try_element_at(map_from_arrays(literals(kinds.keySet()), literals(kinds.values())), date);
    }

    private static Column literals(Collection<?> values) {
        return array(values.stream()
                .map((Function<Object, Column>) value -> lit(value))
                .toArray(Column[]::new));
    }

    /** Says of two calendars whether they say the same: a hash, whatever the order of lines; none for no dates. */
    String fingerprint() {
        if (kinds.isEmpty()) {
            return StoredSetting.NONE;
        }
        StringBuilder lines = new StringBuilder();
        kinds.forEach(
                (date, kind) -> lines.append(date).append(' ').append(kind).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
