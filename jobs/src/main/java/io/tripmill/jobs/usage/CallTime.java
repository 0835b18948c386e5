package io.tripmill.jobs.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads when a call was made: ISO-8601 with an offset, or seconds or milliseconds since 1970 UTC. */
final class CallTime {
    /** As seconds this is the year 5138, as milliseconds 1973. */
    private static final long FEWEST_MILLIS = 100_000_000_000L;

    private CallTime() {}

    /** The instant, in whole microseconds; empty if the text is none. */
    static Optional<Instant> of(String text) {
        try {
            if (text.matches("[0-9]{1,15}")) {
                long number = Long.parseLong(text);
                return Optional.of(
                        number < FEWEST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
            }
            return Optional.of(OffsetDateTime.parse(text.replaceFirst(" ", "T"))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
