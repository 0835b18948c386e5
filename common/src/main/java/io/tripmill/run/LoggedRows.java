package io.tripmill.run;

import io.tripmill.job.CommitNote;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many rows a table has, from its transaction log: from a count that the note of a commit carries, or from the last commit that
 * began anew, and what the commits since then added. Spark would need a job for the same answer.
 */
record LoggedRows(CommitLog log, String table) {
    /** Commits without a note of ours, one after the other: more of them cost more to read than Spark's job does. */
    private static final int MOST_COMMITS = 100;

    /**
     * The rows at a version; empty if the log does not tell. The commits that are looked at, at least all since the last one of ours, may
     * name no file elsewhere.
     */
    OptionalLong at(long version) {
        long grown = 0;
        for (long at = version; at >= 0 && at > version - MOST_COMMITS; at--) {
            Optional<Commit> commit = log.commit(at);
            commit.ifPresent(log::refuseFilesElsewhere);
            Optional<RowGrowth> growth = commit.map(Commit::actions).flatMap(RowGrowth::of);
            if (growth.isEmpty()) {
                return OptionalLong.empty();
            }
            grown += growth.get().rows();
            if (at == 0 || growth.get().startsAnew()) {
                return OptionalLong.of(grown);
            }
            Optional<CommitNote.RowsAt> before =
                    commit.flatMap(Commit::note).map(note -> note.stood().get(table));
            long previous = at - 1;
            if (before.filter(rows -> rows.version() == previous).isPresent()) {
                return OptionalLong.of(before.get().rows() + grown);
            }
        }
        return OptionalLong.empty();
    }
}
