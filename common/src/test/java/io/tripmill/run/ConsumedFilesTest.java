package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.CommitNote;
import io.tripmill.job.Location;
import io.tripmill.landing.LandedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumedFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesAreThoseThatTheCommitsName() throws IOException {
        commit(0);
        commit(1, file("a", 1));
        commit(2, file("b", 1), file("a", 2));

        assertThat(consumed().upTo(Long.MAX_VALUE)).containsExactlyInAnyOrder(file("a", 1), file("b", 1), file("a", 2));
    }

    @Test
    void aCheckpointStandsForTheCommitsBeforeIt() throws IOException {
        for (int version = 0; version < ConsumedFiles.COMMITS_PER_CHECKPOINT; version++) {
            commit(version, file("f" + version, 1));
        }
        consumed().checkpointIfDue();
        Files.delete(commitFile(3));
        commit(10, file("f10", 1));

        assertThat(consumed().upTo(Long.MAX_VALUE)).hasSize(11).contains(file("f3", 1), file("f10", 1));
    }

    @Test
    void noCheckpointIsMadeBeforeItIsDue() throws IOException {
        for (int version = 0; version < ConsumedFiles.COMMITS_PER_CHECKPOINT - 1; version++) {
            commit(version, file("f" + version, 1));
        }
        consumed().checkpointIfDue();

        assertThat(folder.resolve("consumed")).doesNotExist();
    }

    @Test
    void aCheckpointTornByACrashDoesNotCount() throws IOException {
        commit(0, file("a", 1));
        commit(1, file("b", 1));
        Files.createDirectories(folder.resolve("consumed"));
        Files.writeString(folder.resolve("consumed").resolve(String.format("%020d.jsonl", 1)), "{\"uri\":\"a\",\"len");

        assertThat(consumed().upTo(Long.MAX_VALUE)).containsExactlyInAnyOrder(file("a", 1), file("b", 1));
    }

    @Test
    void filesOfLaterVersionsAreNotConsumedYet() throws IOException {
        commit(0, file("a", 1));
        commit(1, file("b", 1));

        assertThat(consumed().upTo(0)).containsExactly(file("a", 1));
        assertThat(consumed().upTo(-1)).isEmpty();
    }

    private ConsumedFiles consumed() {
        Storage storage = new Storage(new Configuration());
        return new ConsumedFiles(
                storage,
                new CommitLog(storage, Location.of(folder.resolve("table").toString())),
                Location.of(folder.resolve("consumed").toString()));
    }

    private void commit(long version, LandedFile... files) throws IOException {
        CommitNote note = new CommitNote("c" + version, "r", "j", Map.of(), Map.of(), List.of(files), Map.of());
        String metadata = new com.fasterxml.jackson.databind.node.TextNode(CommitLog.write(note)).toString();
        Files.createDirectories(commitFile(version).getParent());
        Files.writeString(commitFile(version), "{\"commitInfo\":{\"userMetadata\":" + metadata + "}}\n{\"add\":{}}\n");
    }

    private Path commitFile(long version) {
        return folder.resolve("table/_delta_log").resolve(String.format("%020d.json", version));
    }

    private static LandedFile file(String name, long modifiedMicros) {
        return new LandedFile("file:/" + name, 5, modifiedMicros);
    }
}
