package io.tripmill.jobs.pings;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a position that could be read, by looking at it alone.
 *
 * @param horizonMicros microseconds since 1970 UTC before which the lake takes no rows any more; null if it takes all
 */
record Acceptance(@Nullable Long horizonMicros) implements Serializable {
    private static final long YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 1_000_000L;

    /** Clocks of devices run ahead by seconds; more than this is a wrong clock. */
    private static final long CLOCK_SKEW_MICROS = 5 * 60 * 1_000_000L;

    /**
     * Adds what is held against a time.
     *
     * @param ingestMicros when the record arrived; empty if the record says so in a way that can't be read
     */
    void judgeTime(long timestampMicros, OptionalLong ingestMicros, Refusals refusals) {
        if (timestampMicros < YEAR_2000) {
            refusals.add(
                    RefusalReason.TIMESTAMP_BEFORE_2000, "timestamp is " + instant(timestampMicros) + ", before 2000");
        }
        if (ingestMicros.isPresent() && timestampMicros > ingestMicros.getAsLong() + CLOCK_SKEW_MICROS) {
            refusals.add(
                    RefusalReason.TIMESTAMP_IN_FUTURE,
                    "timestamp is " + instant(timestampMicros) + ", more than 5 minutes after ingest_time "
                            + instant(ingestMicros.getAsLong()));
        }
        if (horizonMicros != null && timestampMicros < horizonMicros) {
            refusals.add(
                    RefusalReason.BEFORE_HORIZON,
                    "timestamp is " + instant(timestampMicros) + ", before the lake's horizon "
                            + instant(horizonMicros));
        }
    }

    /** Adds what is held against a place; null stands for a coordinate that is missing or could not be read. */
    void judgePlace(@Nullable Double lat, @Nullable Double lng, Refusals refusals) {
        if (lat != null && Math.abs(lat) > 90) {
            boolean maybeSwapped = lng != null && Math.abs(lng) <= 90 && Math.abs(lat) <= 180;
            refusals.add(
                    RefusalReason.LAT_OUT_OF_RANGE,
                    "lat is " + lat + ", outside -90 to 90"
                            + (maybeSwapped ? "; lng is " + lng + ": the two may be swapped" : ""));
        }
        if (lng != null && Math.abs(lng) > 180) {
            refusals.add(RefusalReason.LNG_OUT_OF_RANGE, "lng is " + lng + ", outside -180 to 180");
        }
        if (lat != null && lng != null && lat == 0 && lng == 0) {
            refusals.add(RefusalReason.NULL_ISLAND, "lat and lng are both 0");
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
