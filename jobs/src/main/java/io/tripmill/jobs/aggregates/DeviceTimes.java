package io.tripmill.jobs.aggregates;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;
import io.tripmill.time.ServiceCalendar;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells how a device spent its service days.
 *
 * <p>A silence counts as parking where the device is within a radius of its last position when it speaks again. Only a silence that
 * ends on the service day on which it begins, or on the next one, is judged: so a day follows from its neighbours alone.
 *
 * @param stayRadiusM metres; a device that far from its last position has left
 */
record DeviceTimes(ServiceCalendar calendar, double stayRadiusM) implements Serializable {
    private static final Haversine EARTH = new Haversine(Haversine.EARTH_RADIUS_M);

    /**
     * The days on which a session of one device passes. All lists are in order of time, and sessions and stays do not overlap.
     *
     * @param trips those that count; where they overlap, time passes once
     */
    Map<LocalDate, DayTimes> of(List<Heard> sessions, List<Span> trips, List<Span> stays) {
        List<Span> heard = sessions.stream().map(Heard::span).toList();
        List<Span> underway = Span.common(Span.union(trips), heard);
        Map<LocalDate, Long> heardUs = byDate(heard);
        Map<LocalDate, Long> underwayUs = byDate(underway);
        Map<LocalDate, Long> pausedUs = byDate(Span.common(underway, stays));
        Map<LocalDate, Long> parkedUs =
                byDate(parkings(sessions).stream().map(Parking::silence).toList());
        Map<LocalDate, List<Span>> tripsOfDays =
                trips.stream().collect(Collectors.groupingBy(trip -> calendar.serviceDate(trip.fromUs())));
        Map<LocalDate, DayTimes> days = new TreeMap<>();
        heardUs.forEach((date, spokenUs) -> {
            long movingUs = underwayUs.getOrDefault(date, 0L) - pausedUs.getOrDefault(date, 0L);
            long quietUs = parkedUs.getOrDefault(date, 0L);
            days.put(
                    date,
                    new DayTimes(
                            movingUs,
                            spokenUs - movingUs,
                            quietUs,
                            lengthUs(date) - spokenUs - quietUs,
                            usedUs(tripsOfDays.getOrDefault(date, List.of()))));
        });
        return days;
    }

    private static long usedUs(List<Span> trips) {
        return Span.union(trips).stream().mapToLong(Span::lengthUs).sum();
    }

    private long lengthUs(LocalDate date) {
        return calendar.boundaryUs(date.plusDays(1)) - calendar.boundaryUs(date);
    }

    /** The silences that count as parking, between sessions of one device in order of time. */
    List<Parking> parkings(List<Heard> sessions) {
        List<Parking> parkings = new ArrayList<>();
        for (int i = 1; i < sessions.size(); i++) {
            Heard before = sessions.get(i - 1);
            Heard after = sessions.get(i);
            long silentFromUs = before.span().untilUs();
            long silentUntilUs = after.span().fromUs();
            Span silence = new Span(silentFromUs, silentUntilUs);
            if (isShort(silence) && isSamePlace(before, after)) {
                parkings.add(new Parking(silence, after, before.last().orElseThrow()));
            }
        }
        return parkings;
    }

    private boolean isShort(Span silence) {
        LocalDate nextDay = calendar.serviceDate(silence.fromUs()).plusDays(1);
        return !calendar.serviceDate(silence.untilUs()).isAfter(nextDay);
    }

    private boolean isSamePlace(Heard before, Heard after) {
        return before.last()
                .flatMap(last -> after.first().map(first -> metresBetween(last, first) < stayRadiusM))
                .orElse(false);
    }

    private static double metresBetween(Point one, Point other) {
        return EARTH.metresBetween(one.lat(), one.lng(), other.lat(), other.lng());
    }

    /** How much of the spans passes on each service day; 0 on one that they only touch. */
    private Map<LocalDate, Long> byDate(List<Span> spans) {
        Map<LocalDate, Long> lengthsUs = new TreeMap<>();
        for (Span span : spans) {
            long fromUs = span.fromUs();
            do {
                LocalDate date = calendar.serviceDate(fromUs);
                long untilUs = Math.min(span.untilUs(), calendar.nextBoundaryAfterUs(fromUs));
                lengthsUs.merge(date, untilUs - fromUs, Long::sum);
                fromUs = untilUs;
            } while (fromUs < span.untilUs());
            lengthsUs.merge(calendar.serviceDate(span.untilUs()), 0L, Long::sum);
        }
        return lengthsUs;
    }
}
