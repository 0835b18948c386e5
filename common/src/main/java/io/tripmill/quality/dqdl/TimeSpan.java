package io.tripmill.quality.dqdl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

        /** The unit that the token names; there is no singular. */
        static Optional<Unit> named(Token token) {
            return Arrays.stream(values()).filter(unit -> token.is(unit.text())).findFirst();
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
