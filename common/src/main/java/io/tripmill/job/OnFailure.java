package io.tripmill.job;

/** What a run does about rows that break rules. */
public enum OnFailure {
    /** The run goes on, and reports it. */
    WARN,
    /** The run fails before it publishes anything. */
    HALT,
    /** The rows are moved to a table of their own. */
    QUARANTINE
}
