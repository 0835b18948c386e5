package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.job.CommitNote;
import io.tripmill.job.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** A path from the root of a file system: its authority, where it names one, and the path there. */
    private static final Pattern ABSOLUTE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:(?://([^/]*))?)?(/.*)");

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

    /** A data file that it added outside of the table's folder, as no writer of a lake does; empty if there is none. */
    Optional<String> addedOutside(Location table) {
        return added().stream().filter(path -> !liesIn(table, path)).findFirst();
    }

    private static boolean liesIn(Location table, String path) {
        if (List.of(path.split("/")).contains("..")) {
            return false;
        }
        Matcher absolute = ABSOLUTE.matcher(path);
        if (!absolute.matches()) {
            return true;
        }
        URI folder = table.path().toUri();
        String authority = absolute.group(1);
        return (authority == null || authority.equals(folder.getAuthority() == null ? "" : folder.getAuthority()))
                && absolute.group(2).startsWith(folder.getPath() + "/");
    }

    /** The version at which a device was erased from the table, if this commit says so. */
    Optional<Long> erasedAt() {
        return actions.stream()
                .map(action -> action.path("metaData").path("configuration").path(LakeFiles.ERASED_AT))
                .filter(JsonNode::isTextual)
                .map(version -> Long.valueOf(version.asText()))
                .findFirst();
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
        try {
            URI uri = new URI(path);
            return uri.isAbsolute() ? path : uri.getPath();
        } catch (URISyntaxException e) {
            return path;
        }
    }

    private JsonNode info() {
        return actions.stream()
                .map(action -> action.path("commitInfo"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(() -> CommitLog.tree("{}"));
    }
}
