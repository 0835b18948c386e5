package io.tripmill.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A landing job that reads files again, whether they were consumed or not; all of each file. */
public interface RereadingJob extends LandingJob {

    /**
     * The files to read: one column, their URIs, each once.
     *
     * @throws RunFailure if the arguments don't fit what is stored
     */
    Dataset<Row> files(Inputs inputs, Args args);

    /** Whether the run has something for the tables to remember even where it reads no file. */
    boolean changesRules(Inputs inputs);
}
