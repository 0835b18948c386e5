package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import io.tripmill.time.ServiceCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is fixed for the life of a lake, because stored rows depend on it.
 *
 * @param zone whose local days the service days follow
 * @param serviceDayStart when a service day starts, local time
 * @param deduplicate which records count as the same
 * @param horizon the first service date that may still change; empty if all may
 */
public record LakeProperties(
        ZoneId zone, LocalTime serviceDayStart, Deduplicate deduplicate, Optional<LocalDate> horizon) {

    /** The format that this version reads and writes. */
    public static final int FORMAT_VERSION = 1;

    /** Which records count as the same. */
    public enum Deduplicate {
        /** A device is at one place at an instant. */
        TIMESTAMP,
        /** Only the same place at the same instant is the same record. */
        EXACT
    }

    public LakeProperties {
        requireNonNull(zone, "zone");
        requireNonNull(serviceDayStart, "serviceDayStart");
        requireNonNull(deduplicate, "deduplicate");
        requireNonNull(horizon, "horizon");
    }

    public ServiceCalendar calendar() {
        return new ServiceCalendar(zone, serviceDayStart);
    }
}
