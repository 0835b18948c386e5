package io.tripmill.job;

/** A job: a declaration and a pure plan. */
public interface Job {

    JobSpec spec();

    /**
     * Plans the writes. Starts no Spark job, reads no clock, touches no storage.
     *
     * @throws RunFailure if what is stored forbids the run
     */
    Plan plan(Inputs inputs, Args args);
}
