package io.tripmill.jobs.arrivals;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Location;
import io.tripmill.landing.LandingFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a feed is expected to land.
 *
 * @param place a URI in which {@code {date}}, {@code {year}}, {@code {month}}, {@code {day}} and {@code {hour}} stand for the partition
 * @param zone whose hours and days the partitions are
 * @param deadline after the end of an hour or day
 * @param grace after the deadline, in which a partition that is missing is no failure
 * @param leastFiles how many files a partition has at least
 */
record Expectation(
        String feed,
        String place,
        Every every,
        ZoneId zone,
        Duration deadline,
        Duration grace,
        int leastFiles,
        LandingFormat format) {

    /** What a partition holds. */
    enum Every {
        HOUR,
        DAY
    }

    Expectation {
        requireNonNull(feed, "feed");
        requireNonNull(place, "place");
        requireNonNull(every, "every");
        requireNonNull(zone, "zone");
        requireNonNull(deadline, "deadline");
        requireNonNull(grace, "grace");
        requireNonNull(format, "format");
    }

    /** The partitions of a day, in order. An hour that a clock shows twice is one partition, one that it leaves out is none. */
    List<Partition> partitions(LocalDate date) {
        ZonedDateTime end = date.plusDays(1).atStartOfDay(zone);
        if (every == Every.DAY) {
            return List.of(partition(date.atStartOfDay(zone), end));
        }
        Map<String, Partition> byPlace = new LinkedHashMap<>();
        for (ZonedDateTime hour = date.atStartOfDay(zone); hour.isBefore(end); hour = hour.plusHours(1)) {
            ZonedDateTime next = hour.plusHours(1);
            byPlace.merge(placeOf(hour), partition(hour, next), Partition::until);
        }
        return new ArrayList<>(byPlace.values());
    }

    private Partition partition(ZonedDateTime start, ZonedDateTime end) {
        return new Partition(this, Location.of(placeOf(start)), start.toInstant(), end.toInstant());
    }

    private String placeOf(ZonedDateTime start) {
        return place.replace("{date}", start.toLocalDate().toString())
                .replace("{year}", twoDigits(start.getYear()))
                .replace("{month}", twoDigits(start.getMonthValue()))
                .replace("{day}", twoDigits(start.getDayOfMonth()))
                .replace("{hour}", twoDigits(start.getHour()));
    }

    private static String twoDigits(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    /** One hour or day of the feed. */
    record Partition(Expectation expectation, Location place, Instant start, Instant end) {

        /** When its files are due. */
        Instant due() {
            return end.plus(expectation.deadline());
        }

        private Partition until(Partition later) {
            return new Partition(expectation, place, start, later.end);
        }
    }
}
