package io.tripmill.quality.dqdl;

import java.time.Duration;
import java.util.Locale;

/** A duration as it is written in DQDL: whole days, hours or minutes. A day has 24 hours. */
public record TimeSpan(int amount, Unit unit) {
    /** What a span counts. */
    public enum Unit {
        DAYS(Duration.ofDays(1)),
        HOURS(Duration.ofHours(1)),
        MINUTES(Duration.ofMinutes(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }

        /** As it is written in DQDL. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Duration duration() {
        return unit.length.multipliedBy(amount);
    }

    @Override
    public String toString() {
        return amount + " " + unit.text();
    }
}
