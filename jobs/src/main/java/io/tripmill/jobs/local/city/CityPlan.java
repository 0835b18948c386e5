package io.tripmill.jobs.local.city;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a city is made from; equal plans make equal bytes.
 *
 * @param days whole local days on which vehicles set off; the last trips and the late uploads come after them
 * @param zone whose local hours people live by; the city itself lies where it lies
 */
public record CityPlan(int vehicles, int days, long seed, ZoneId zone, LocalDate startDate) {

    public CityPlan {
        requireNonNull(zone, "zone");
        requireNonNull(startDate, "startDate");
        if (vehicles < 1 || days < 1) {
            throw new IllegalArgumentException("a city has vehicles and days, not " + vehicles + " and " + days);
        }
    }

    /** The first local midnight, milliseconds since 1970 UTC. */
    long startMs() {
        return startDate.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The local midnight after the last day, milliseconds since 1970 UTC. */
    long endMs() {
        return startDate.plusDays(days).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
