package io.tripmill.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the commit of an upkeep says of itself. Not a {@link io.tripmill.job.CommitNote}: that one tells what a job has consumed, and an
 * upkeep leaves it as it is.
 *
 * @param runId the run that made it
 * @param kind what was done
 * @param id unlike that of any other commit
 */
record UpkeepNote(String runId, Kind kind, String id) {
    private static final String KIND = "tripmill_upkeep";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was done. */
    enum Kind {
        /** Rows were written anew, unchanged. */
        REWRITE,
        /** Rows left the table. */
        REMOVE,
        /** Rows left the table and every file. */
        ERASE
    }

    UpkeepNote {
        requireNonNull(runId, "runId");
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
    }

    String toJson() {
        return JSON.createObjectNode()
                .put(KIND, kind.name())
                .put("run_id", runId)
                .put("id", id)
                .toString();
    }

    static boolean isRewrite(String userMetadata) {
        return userMetadata.startsWith("{\"" + KIND + "\":\"" + Kind.REWRITE + "\"");
    }
}
