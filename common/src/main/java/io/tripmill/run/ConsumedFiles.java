package io.tripmill.run;

import io.tripmill.job.CommitNote;
import io.tripmill.job.Location;
import io.tripmill.landing.LandedFile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which landing files a table has consumed. The truth is in the table's commits, which name the files they consumed; a checkpoint in
 * the lake's control folder, made every {@value #COMMITS_PER_CHECKPOINT} commits, bounds how many commits are read.
 */
final class ConsumedFiles {
    static final int COMMITS_PER_CHECKPOINT = 10;
    /** The last line; a checkpoint without it was torn by a crash and does not count. */
    private static final String END = "end";

    private final Storage storage;
    private final CommitLog log;
    private final Location folder;

    ConsumedFiles(Storage storage, CommitLog log, Location folder) {
        this.storage = storage;
        this.log = log;
        this.folder = folder;
    }

    /** The files that the commits up to a version consumed. */
    Set<LandedFile> upTo(long newest) {
        Optional<Long> checkpoint =
                checkpoints().stream().filter(version -> version <= newest).max(Long::compare);
        Set<LandedFile> files = new HashSet<>();
        List<Long> since = log.versions().stream()
                .filter(version -> version <= newest && (checkpoint.isEmpty() || version > checkpoint.get()))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (long version : since) {
            Optional<CommitNote> note = log.note(version);
            Optional<Long> restored = note.flatMap(Commit::restored);
            if (restored.isPresent()) {
                // What was consumed since is to be consumed again.
                files.addAll(upTo(restored.get()));
                return files;
            }
            note.ifPresent(consuming -> files.addAll(consuming.files()));
        }
        checkpoint.ifPresent(version -> files.addAll(readCheckpoint(version)));
        return files;
    }

    /** Makes a checkpoint of the newest version if the last one is far behind. */
    void checkpointIfDue() {
        Optional<Long> newest = log.version();
        long covered = newestCheckpoint().orElse(-1L);
        if (newest.isEmpty() || newest.get() - covered < COMMITS_PER_CHECKPOINT) {
            return;
        }
        Set<String> lines = upTo(newest.get()).stream()
                .map(file -> CommitLog.toJson(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        storage.write(file(newest.get()), String.join("\n", lines) + "\n" + END);
        for (long version : checkpoints()) {
            if (version < covered) {
                storage.delete(file(version));
            }
        }
    }

    private Optional<Long> newestCheckpoint() {
        return checkpoints().stream().max(Long::compare);
    }

    private List<Long> checkpoints() {
        return storage.names(folder).stream()
                .filter(name -> name.matches("\\d{20}\\.jsonl"))
                .map(name -> Long.valueOf(name.substring(0, 20)))
                .filter(version -> text(version).endsWith("\n" + END))
                .toList();
    }

    private List<LandedFile> readCheckpoint(long version) {
        return text(version)
                .lines()
                .filter(line -> !line.isEmpty() && !line.equals(END))
                .map(CommitLog::tree)
                .map(CommitLog::file)
                .toList();
    }

    private String text(long version) {
        return storage.read(file(version)).orElse("");
    }

    private Location file(long version) {
        return folder.child(String.format("%020d.jsonl", version));
    }
}
