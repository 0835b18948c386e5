package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.job.CommitNote;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One commit of a Delta table.
 *
 * @param actions all that it says
 * @param note ours, if it carries one
 */
record Commit(long version, List<JsonNode> actions, Optional<CommitNote> note) {
    /** The note of a commit that undoes others: the version that it restored, {@value #NOTHING} for none. */
    static final String RESTORED = "restored_version";

    static final long NOTHING = -1;

    Commit {
        actions = List.copyOf(actions);
    }

    /** The version that a commit with this note restored; empty if it is no undoing one. */
    static Optional<Long> restored(CommitNote note) {
        return Optional.ofNullable(note.notes().get(RESTORED)).map(Long::valueOf);
    }

    Optional<Long> restored() {
        return note.flatMap(Commit::restored);
    }

    boolean isOf(String runId) {
        return note.filter(own -> own.runId().equals(runId)).isPresent();
    }

    /** The run that made it; for a commit that is not ours, what it did. */
    String author() {
        return note.map(own -> "run '" + own.runId() + "'")
                .orElseGet(() -> "a " + info().path("operation").asText("commit") + " that is not Tripmill's, version "
                        + version);
    }

    /** Whether it changes rows: one that only writes files anew, as OPTIMIZE does, changes none. */
    boolean changesRows() {
        return actions.stream()
                .anyMatch(action -> action.path("add").path("dataChange").asBoolean(false)
                        || action.path("remove").path("dataChange").asBoolean(false));
    }

    /** By the clock of whoever made it. */
    Instant madeAt() {
        return Instant.ofEpochMilli(info().path("timestamp").asLong());
    }

    /** The data files that it added, relative to the table or as URIs. */
    List<String> added() {
        return paths("add");
    }

    /** The data files that are no part of the table from this commit on. */
    List<String> removed() {
        return paths("remove");
    }

    private List<String> paths(String kind) {
        return actions.stream()
                .map(action -> action.path(kind).path("path"))
                .filter(JsonNode::isTextual)
                .map(path -> decoded(path.asText()))
                .toList();
    }

    /** Delta writes paths as URIs write them. */
    private static String decoded(String path) {
        URI uri = URI.create(path);
        return uri.isAbsolute() ? path : uri.getPath();
    }

    private JsonNode info() {
        return actions.stream()
                .map(action -> action.path("commitInfo"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(() -> CommitLog.tree("{}"));
    }
}
