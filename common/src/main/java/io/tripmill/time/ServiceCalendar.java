package io.tripmill.time;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The service days of a zone. A service day begins at the same wall-clock time every day, such as 04:00 where buses run past
 * midnight, and may be 23, 24 or 25 hours long.
 *
 * <p>Instants are microseconds since 1970-01-01T00:00:00Z, before that negative. A value is immutable and safe to share.
 */
public final class ServiceCalendar implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Midnight in UTC. */
    public static final ServiceCalendar UTC = new ServiceCalendar(ZoneId.of("UTC"), LocalTime.MIDNIGHT);

    private final ZoneId zone;
    private final LocalTime dayStart;

    /** The day asked for last: neighbouring pings share it. Any thread's answer is right, so no lock is needed. */
    private transient @Nullable Day recent;

    /**
     * @param dayStart the wall-clock time at which a service day begins, in whole microseconds
     */
    public ServiceCalendar(ZoneId zone, LocalTime dayStart) {
        this.zone = requireNonNull(zone, "zone");
        this.dayStart = requireNonNull(dayStart, "dayStart");
        if (dayStart.toNanoOfDay() % 1000 != 0) {
            throw new IllegalArgumentException("a service day starts at a whole microsecond, not at " + dayStart);
        }
    }

    public ZoneId zone() {
        return zone;
    }

    /** The wall-clock time at which every service day begins. */
    public LocalTime dayStart() {
        return dayStart;
    }

    /**
     * The instant at which a service day begins, in microseconds. A start that the clock skips moves later by what is skipped,
     * a start that comes twice is the earlier one; so a date that a zone left out (Apia, 2011-12-30) begins with the next one.
     */
    public long boundaryUs(LocalDate date) {
        Instant boundary = ZonedDateTime.of(date, dayStart, zone).toInstant();
        return Math.addExact(
                Math.multiplyExact(boundary.getEpochSecond(), MICROS_PER_SECOND), boundary.getNano() / 1000);
    }

    /** The service day that an instant lies in: the last date whose boundary is not after it. */
    public LocalDate serviceDate(long epochUs) {
        return dayOf(epochUs).date;
    }

    /** The first boundary strictly after an instant, in microseconds. */
    public long nextBoundaryAfterUs(long epochUs) {
        return dayOf(epochUs).untilUs;
    }

    private Day dayOf(long epochUs) {
        Day day = recent;
        if (day == null || !day.holds(epochUs)) {
            day = findDay(epochUs);
            recent = day;
        }
        return day;
    }

    private Day findDay(long epochUs) {
        LocalDate date = Instant.ofEpochSecond(Math.floorDiv(epochUs, MICROS_PER_SECOND))
                .atZone(zone)
                .toLocalDate();
        while (boundaryUs(date) > epochUs) {
            date = date.minusDays(1);
        }
        while (boundaryUs(date.plusDays(1)) <= epochUs) {
            date = date.plusDays(1);
        }
        return new Day(date, boundaryUs(date), boundaryUs(date.plusDays(1)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceCalendar that && zone.equals(that.zone) && dayStart.equals(that.dayStart);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + dayStart.hashCode();
    }

    @Override
    public String toString() {
        return zone.getId() + " from " + dayStart;
    }

    private record Day(LocalDate date, long fromUs, long untilUs) {
        boolean holds(long epochUs) {
            return fromUs <= epochUs && epochUs < untilUs;
        }
    }
}
