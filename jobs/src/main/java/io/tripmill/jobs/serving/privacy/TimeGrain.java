package io.tripmill.jobs.serving.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** How exactly a time may be known. Steps begin on the clock of a zone; an hour that the clock repeats is two hours. */
public enum TimeGrain {
    MINUTE(Duration.ofMinutes(1)),
    QUARTER_HOUR(Duration.ofMinutes(15)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration step;

    TimeGrain(Duration step) {
        this.step = step;
    }

    /** The beginning of the step that holds the instant. */
    public Instant truncate(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        if (this == DAY) {
            return local.toLocalDate().atStartOfDay(zone).toInstant();
        }
        long nanosOfDay = local.toLocalTime().toNanoOfDay();
        return instant.minusNanos(nanosOfDay % step.toNanos());
    }
}
