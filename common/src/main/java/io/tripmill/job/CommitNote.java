package io.tripmill.job;

import io.tripmill.landing.LandedFile;
import java.util.List;
import java.util.Map;

/**
 * What a commit says of itself, stored with it.
 *
 * @param id unlike that of any other commit
 * @param runId the run that made it
 * @param job the job that made it
 * @param inputs by table name, the version that was consumed
 * @param notes what the job's plan noted, such as {@code params_hash}
 * @param files the landing files consumed by the commit
 * @param stood by table name, what the run found of the tables that it writes, so that nobody need count again
 */
public record CommitNote(
        String id,
        String runId,
        String job,
        Map<String, Long> inputs,
        Map<String, String> notes,
        List<LandedFile> files,
        Map<String, RowsAt> stood) {

    /** How many rows a table has at a version. */
    public record RowsAt(long version, long rows) {}

    public CommitNote {
        inputs = Map.copyOf(inputs);
        notes = Map.copyOf(notes);
        files = List.copyOf(files);
        stood = Map.copyOf(stood);
    }
}
