package io.tripmill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.CommitNote;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.LandedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commits of one Delta table and what they say of themselves.
 *
 * <p>Reads the transaction log's files as the Delta protocol describes them ({@code _delta_log/<20 digits>.json}, a line with
 * {@code commitInfo.userMetadata}): the same question asked through Spark costs a Spark job.
 */
final class CommitLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final Location table;
    private final Location folder;

    CommitLog(Storage storage, Location table) {
        this.storage = storage;
        this.table = table;
        this.folder = table.child("_delta_log");
    }

    /** The newest version; empty if the table does not exist. */
    Optional<Long> version() {
        return versions().stream().max(Long::compare);
    }

    /** The versions whose commit files are kept, ascending. */
    List<Long> versions() {
        return storage.names(folder).stream()
                .filter(name -> name.matches("\\d{20}\\.json"))
                .map(name -> Long.valueOf(name.substring(0, 20)))
                .toList();
    }

    /** The note of one commit; empty if it carries none of ours. */
    Optional<CommitNote> note(long version) {
        return text(version)
                .flatMap(text -> note(text.lines()
                        .filter(line -> line.contains("\"commitInfo\""))
                        .map(CommitLog::tree)));
    }

    private static Optional<CommitNote> note(Stream<JsonNode> actions) {
        return actions.map(action -> action.path("commitInfo").path("userMetadata"))
                .filter(JsonNode::isTextual)
                .map(metadata -> read(metadata.asText()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether one commit was made by this upkeep of this run. */
    boolean isOfUpkeep(long version, UpkeepNote note) {
        return actions(version).stream()
                .flatMap(List::stream)
                .anyMatch(line ->
                        line.path("commitInfo").path("userMetadata").asText().equals(note.toJson()));
    }

    /** Whether one commit has only written rows anew. */
    boolean isRewrite(long version) {
        return actions(version).stream()
                .flatMap(List::stream)
                .anyMatch(line -> UpkeepNote.isRewrite(
                        line.path("commitInfo").path("userMetadata").asText()));
    }

    /**
     * Refuses a commit that would have rows read from elsewhere.
     *
     * @throws RunFailure T-TABLE-DAMAGED
     */
    void refuseFilesElsewhere(Commit commit) {
        commit.addedOutside(table).ifPresent(path -> {
            throw new RunFailure(
                    ErrorCode.TABLE_DAMAGED,
                    "Version " + commit.version() + " of '" + table + "' names the file '" + path
                            + "', which lies outside of the table.",
                    "Find out who wrote it; nothing was read of it.");
        });
    }

    /** All that one commit says, a line each; empty if its file is not kept. */
    Optional<List<JsonNode>> actions(long version) {
        return text(version).map(text -> text.lines().map(CommitLog::tree).toList());
    }

    private Optional<String> text(long version) {
        return storage.read(folder.child(String.format("%020d.json", version)));
    }

    /** The version whose note has this id, among those after another version; empty if there is none. */
    Optional<Long> versionOf(String noteId, long after) {
        return versions().stream()
                .filter(version -> version > after)
                .filter(version ->
                        note(version).map(CommitNote::id).filter(noteId::equals).isPresent())
                .findFirst();
    }

    /** The note of the newest commit that carries one and was not undone. */
    Optional<CommitNote> lastNote() {
        return standing().map(Commit::note).flatMap(Optional::stream).findFirst();
    }

    /** The commits that the table as it stands consists of, the newest first, each read when it is asked for. */
    Stream<Commit> standing() {
        List<Long> versions = versions();
        return Stream.iterate(
                        below(versions, Long.MAX_VALUE),
                        Optional::isPresent,
                        commit -> commit.flatMap(
                                at -> below(versions, at.restored().orElse(at.version() - 1))))
                .flatMap(Optional::stream)
                .filter(commit -> commit.restored().isEmpty());
    }

    /** One commit; empty if its file is not kept. */
    Optional<Commit> commit(long version) {
        return actions(version).map(actions -> new Commit(version, actions, note(actions.stream())));
    }

    private Optional<Commit> below(List<Long> versions, long newest) {
        return versions.stream()
                .filter(version -> version <= newest)
                .max(Long::compare)
                .flatMap(this::commit);
    }

    static String write(CommitNote note) {
        ObjectNode json = JSON.createObjectNode();
        json.put("tripmill_commit", note.id());
        json.put("run_id", note.runId());
        json.put("job", note.job());
        note.inputs().forEach((table, version) -> json.withObject("/inputs").put(table, version));
        note.notes().forEach((name, value) -> json.withObject("/notes").put(name, value));
        note.stood().forEach((table, rows) -> json.withObject("/stood/" + table)
                .put("version", rows.version())
                .put("rows", rows.rows()));
        if (!note.files().isEmpty()) {
            ArrayNode files = json.putArray("files");
            note.files().forEach(file -> files.add(toJson(file)));
        }
        return json.toString();
    }

    static ObjectNode toJson(LandedFile file) {
        return JSON.createObjectNode()
                .put("uri", file.uri())
                .put("length_bytes", file.lengthBytes())
                .put("modified_us", file.modifiedMicros());
    }

    static LandedFile file(JsonNode json) {
        return new LandedFile(
                json.path("uri").asText(),
                json.path("length_bytes").asLong(),
                json.path("modified_us").asLong());
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the lake's books is not JSON: " + json, e);
        }
    }

    private static Optional<CommitNote> read(String userMetadata) {
        if (!userMetadata.contains("\"tripmill_commit\"")) {
            return Optional.empty();
        }
        JsonNode json = tree(userMetadata);
        Map<String, Long> inputs = new HashMap<>();
        json.path("inputs")
                .properties()
                .forEach(entry -> inputs.put(entry.getKey(), entry.getValue().asLong()));
        Map<String, String> notes = new HashMap<>();
        json.path("notes")
                .properties()
                .forEach(entry -> notes.put(entry.getKey(), entry.getValue().asText()));
        List<LandedFile> files = new ArrayList<>();
        json.path("files").forEach(file -> files.add(file(file)));
        Map<String, CommitNote.RowsAt> stood = new HashMap<>();
        json.path("stood")
                .properties()
                .forEach(entry -> stood.put(
                        entry.getKey(),
                        new CommitNote.RowsAt(
                                entry.getValue().path("version").asLong(),
                                entry.getValue().path("rows").asLong())));
        return Optional.of(new CommitNote(
                json.path("tripmill_commit").asText(),
                json.path("run_id").asText(),
                json.path("job").asText(),
                inputs,
                notes,
                files,
                stood));
    }
}
