package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.lit;

import io.tripmill.schema.Pings;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The service dates that ranges touch, and between which devices: what prunes files.
 *
 * @param spans those of the ranges that begin and end on the same two dates, together
 */
record AffectedDates(List<Span> spans) {
    /** More conditions than these cost more to judge than files that they would skip cost to read. */
    private static final int MOST_CONDITIONS = 64;

    /**
     * Ranges that begin on one date and end on another, or on the same.
     *
     * @param firstDevice the least device id among them
     * @param lastDevice the greatest device id among them
     */
    record Span(boolean closes, LocalDate first, LocalDate last, String firstDevice, String lastDevice) {}

    AffectedDates {
        spans = List.copyOf(spans);
    }

    /** @param rows closes, first and last date, count, least and greatest device id */
    static AffectedDates of(List<Row> rows) {
        return new AffectedDates(rows.stream()
                .map(row -> new Span(
                        row.getBoolean(0),
                        LocalDate.ofEpochDay(row.getInt(1)),
                        LocalDate.ofEpochDay(row.getInt(2)),
                        row.getString(4),
                        row.getString(5)))
                .toList());
    }

    /** Whether no range is computed from pings; some may hold sessions that close. */
    boolean isNothingComputed() {
        return computed().findAny().isEmpty();
    }

    /** Every date on which a row of the three tables may change. */
    List<LocalDate> all() {
        return dates(spans.stream());
    }

    /** Where the pings are that must be read: says no more than their ranges do, but file statistics answer it. */
    Column pings() {
        List<LocalDate> dates = dates(computed());
        Column onTheDates = Pings.SERVICE_DATE
                .col()
                .between(lit(dates.get(0)), lit(dates.get(dates.size() - 1)))
                .and(Pings.SERVICE_DATE.col().isin(dates.toArray()));
        if (computed().count() > MOST_CONDITIONS) {
            return onTheDates;
        }
        return computed()
                .map(span -> Pings.SERVICE_DATE
                        .col()
                        .between(lit(span.first), lit(span.last))
                        .and(Pings.DEVICE_ID.col().between(span.firstDevice, span.lastDevice)))
                .reduce(Column::or)
                .orElseThrow();
    }

    private Stream<Span> computed() {
        return spans.stream().filter(span -> !span.closes);
    }

    private static List<LocalDate> dates(Stream<Span> spans) {
        return spans.flatMap(span -> span.first.datesUntil(span.last.plusDays(1)))
                .sorted()
                .distinct()
                .toList();
    }
}
