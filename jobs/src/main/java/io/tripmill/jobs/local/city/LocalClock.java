package io.tripmill.jobs.local.city;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** What the clocks of the city show. An hour that comes twice is busy twice. */
record LocalClock(ZoneId zone) {

    PartOfDay partOfDay(long epochMs) {
        return PartOfDay.of(at(epochMs).getHour());
    }

    boolean isWeekend(long epochMs) {
        DayOfWeek day = at(epochMs).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    LocalDate date(long epochMs) {
        return at(epochMs).toLocalDate();
    }

    private ZonedDateTime at(long epochMs) {
        return Instant.ofEpochMilli(epochMs).atZone(zone);
    }
}
