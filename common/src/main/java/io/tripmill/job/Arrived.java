package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What has landed at a place.
 *
 * @param fileBytes as stored, so compressed if the files are
 * @param newest when the newest file was stored; empty if there is none
 * @param holdsRecords whether a file begins with a record, whatever that holds, or can't be read at all: what is wrong with it is told by
 *     the job that reads it
 */
public record Arrived(long files, long fileBytes, Optional<Instant> newest, boolean holdsRecords) {
    /** Nothing has. */
    public static final Arrived NOTHING = new Arrived(0, 0, Optional.empty(), false);

    public Arrived {
        requireNonNull(newest, "newest");
    }
}
