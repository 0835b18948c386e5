package io.tripmill.jobs.local.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system of a process that ends where it commits: once just before, and in a later process once just after, a file of
 * one kind gets its name for the first time; and once when the first data file of a table has been deleted. What was ended already
 * stands in the file that {@value #DONE} names.
 *
 * <p>Files that others may see are written aside and renamed, by Delta's log store for local files as by Tripmill's storage, so a
 * rename is a commit. Versions and run ids in names are all one kind: a run that is made again writes other ones.
 */
public final class HaltingFileSystem extends LocalFileSystem {
    /** Names the file of the kinds that are done. */
    static final String DONE = "tripmill.torture.done";

    /** Names the folder below which a rename is a commit. */
    static final String ROOT = "tripmill.torture.root";

    /** What this process does, a part of the kind. */
    static final String STEP = "tripmill.torture.step";

    /** As of a process that was killed. */
    static final int EXIT_CODE = 137;

    public HaltingFileSystem() {
        super(new Halting());
    }

    private static final class Halting extends RawLocalFileSystem {
        private static final Object ONE_AT_A_TIME = new Object();

        @Override
        public boolean rename(Path from, Path to) throws IOException {
            endOnce("before", to);
            boolean isRenamed = super.rename(from, to);
            endOnce("after", to);
            return isRenamed;
        }

        @Override
        public boolean delete(Path path, boolean isRecursive) throws IOException {
            boolean isDeleted = super.delete(path, isRecursive);
            if (isDeleted && path.getName().endsWith(".parquet")) {
                endOnce("deleting", path);
            }
            return isDeleted;
        }

        private void endOnce(String when, Path to) {
            String root = getConf().get(ROOT, "");
            String path = to.toUri().getPath();
            if (root.isEmpty() || !path.startsWith(root + "/") || to.getName().startsWith(".")) {
                return;
            }
            String kind = getConf().get(STEP) + " " + when + " "
                    + path.substring(root.length() + 1)
                            .replaceAll("=[^/]*", "=*")
                            .replaceAll("part-[^/]*|cdc-[^/]*", "*")
                            .replaceAll("\\d{3,}", "N");
            java.nio.file.Path done = java.nio.file.Path.of(getConf().get(DONE));
            synchronized (ONE_AT_A_TIME) {
                try {
                    if (Files.exists(done) && Files.readAllLines(done).contains(kind)) {
                        return;
                    }
                    Files.writeString(
                            done,
                            kind + "\n",
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }
}
