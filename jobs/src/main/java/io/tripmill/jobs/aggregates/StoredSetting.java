package io.tripmill.jobs.aggregates;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.RunFailure;

/**
 * A parameter that all rows of a table share. Commits note its value.
 *
 * @param note the name of the note
 * @param words what it is called in a sentence
 * @param argument the parameter
 */
record StoredSetting(String note, String words, String argument) {
    static final StoredSetting H3 = new StoredSetting("h3_resolution", "H3 resolution", "--h3-resolution");
    static final StoredSetting STAY_RADIUS =
            new StoredSetting("stay_radius_m", "stay radius in metres", "--stay-radius-m");

    /**
     * Refuses a run whose value is another than the stored one. All of the job's tables are asked: a full run that broke off leaves
     * some of each value.
     */
    void mustBe(String value, JobSpec spec, Inputs inputs) {
        spec.writes().forEach(table -> inputs.lastCommit(table).ifPresent(last -> {
            String stored = last.notes().getOrDefault(note, "unknown");
            if (!stored.equals(value)) {
                throw new RunFailure(
                        ErrorCode.PARAMS_DIFFER,
                        "The stored " + table + " have " + words + " " + stored + ", not " + value + ".",
                        "Run with " + argument + " " + stored
                                + ", or make all aggregates again with --recompute full.");
            }
        }));
    }
}
