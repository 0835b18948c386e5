package io.tripmill.jobs.trips.packed;

/** Reads one time line from its first ping to its last. Each has a thread of its own, one time line after the other. */
public interface TimelineMachine {
    /** Takes the next ping; none is before the one before, and no two have the same time, lat and lng. */
    void ping(TimelinePing ping);

    /** The time line has no further ping. */
    void end();
}
