package io.tripmill.jobs.serving.contract;

import static java.util.Objects.requireNonNull;

import io.tripmill.jobs.serving.privacy.Rotation;
import io.tripmill.jobs.serving.privacy.TimeGrain;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How exactly single trips are told.
 *
 * @param timeGrain of starts and ends
 * @param rotation how long a pseudonym stays the same
 * @param trimM metres that are taken off both ends of a line; empty where no line is granted
 */
public record TripTerms(TimeGrain timeGrain, Rotation rotation, OptionalInt trimM) {
    public TripTerms {
        requireNonNull(timeGrain, "timeGrain");
        requireNonNull(rotation, "rotation");
        requireNonNull(trimM, "trimM");
    }

    /** In the words of a contract. */
    String described() {
        String words = "time_grain " + timeGrain + ", rotation " + rotation;
        return (trimM.isPresent() ? words + ", trim_m " + trimM.getAsInt() : words).toLowerCase(Locale.ROOT);
    }
}
