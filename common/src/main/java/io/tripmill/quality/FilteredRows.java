package io.tripmill.quality;

/** What a row is to a rule whose where leaves it out. */
public enum FilteredRows {
    PASSED,
    SKIPPED
}
