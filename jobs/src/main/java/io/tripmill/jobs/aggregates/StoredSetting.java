package io.tripmill.jobs.aggregates;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.RunFailure;
import java.util.function.UnaryOperator;

/**
 * A parameter that all rows of a table share. Commits note its value.
 *
 * @param note the name of the note
 * @param words what it is called in a sentence
 * @param unnoted what a commit without the note was made with; {@link #UNKNOWN} where that needs to be made again
 * @param again what to run with for a stored value
 */
record StoredSetting(String note, String words, String unnoted, UnaryOperator<String> again) {
    /** The value of a setting that was left out. */
    static final String NONE = "none";

    private static final String UNKNOWN = "unknown";

    static final StoredSetting H3 = ofValue("h3_resolution", "H3 resolution", "--h3-resolution");
    static final StoredSetting STAY_RADIUS = ofValue("stay_radius_m", "stay radius in metres", "--stay-radius-m");
    static final StoredSetting MAX_SPEED =
            ofValue("max_speed_kmh", "greatest speed in kilometres an hour", "--max-speed-kmh");
    static final StoredSetting LONGEST_LEG = ofValue("longest_leg", "longest leg", "--longest-leg");
    static final StoredSetting ZONES = ofFile("zones", "zones", "--zones", NONE);
    /** What was stored before there were calendars has no weekdays either. */
    static final StoredSetting CALENDAR = ofFile("calendar", "calendar", "--calendar", UNKNOWN);

    private static StoredSetting ofValue(String note, String words, String argument) {
        return new StoredSetting(note, words, UNKNOWN, stored -> argument + " " + stored);
    }

    /** The value is a fingerprint of what the file says. */
    private static StoredSetting ofFile(String note, String words, String argument, String unnoted) {
        return new StoredSetting(
                note,
                words,
                unnoted,
                stored -> stored.equals(NONE) ? "no " + argument : "the same " + argument + " as before");
    }

    /**
     * Refuses a run whose value is another than the stored one. All of the job's tables are asked: a full run that broke off leaves
     * some of each value.
     */
    void mustBe(String value, JobSpec spec, Inputs inputs) {
        spec.writes().forEach(table -> inputs.lastCommit(table).ifPresent(last -> {
            String stored = last.notes().getOrDefault(note, unnoted);
            if (!stored.equals(value)) {
                throw new RunFailure(
                        ErrorCode.PARAMS_DIFFER,
                        "The stored " + table + " have " + words + " " + stored + ", not " + value + ".",
                        stored.equals(UNKNOWN)
                                ? "Make all aggregates again with --recompute full."
                                : "Run with " + again.apply(stored)
                                        + ", or make all aggregates again with --recompute full.");
            }
        }));
    }
}
