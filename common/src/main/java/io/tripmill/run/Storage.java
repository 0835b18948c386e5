package io.tripmill.run;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.LandedRecords;
import io.tripmill.landing.LandingFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Small files and listings on any Hadoop file system. */
public final class Storage {
    private final Configuration configuration;

    public Storage(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether a landing file begins with a record, whatever that holds. A file that can't be read may hold one. */
    boolean mayHoldRecords(LandedFile file, LandingFormat format) {
        if (file.lengthBytes() == 0) {
            return false;
        }
        try (LandedRecords records = LandedRecords.open(file, format, configuration)) {
            return records.next().isPresent();
        } catch (IOException | RuntimeException e) {
            // Readers of broken files throw all kinds of runtime exceptions; the job that reads the file tells which.
            return true;
        }
    }

    /** The text of a file; empty if there is no such file. */
    public Optional<String> read(Location file) {
        return readBytes(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The bytes of a file; empty if there is no such file. */
    public Optional<byte[]> readBytes(Location file) {
        try (InputStream in = fileSystem(file).open(file.path())) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The text of a file that must be there. */
    String readExisting(Location file) {
        return read(file)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.INPUT_MISSING, "There is no file '" + file + "'.", "Check its spelling."));
    }

    /** Writes a text, in place of what the file held. */
    public void write(Location file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes, in place of what the file held. */
    public void write(Location file, byte[] bytes) {
        FileSystem fileSystem = fileSystem(file);
        // An object store shows an object when it is closed; a disk shows a file as it grows, and a crash would leave
        // half of it.
        boolean isLocal = fileSystem instanceof RawLocalFileSystem;
        Path written = isLocal ? new Path(file.path().getParent(), "." + UUID.randomUUID() + ".tmp") : file.path();
        try {
            try (OutputStream out = fileSystem.create(written, true)) {
                out.write(bytes);
            }
            if (isLocal && !fileSystem.rename(written, file.path())) {
                throw new IOException("could not be put in its place.");
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        } catch (FSError e) {
            // So Hadoop calls it when the local disk is full.
            throw unwritable(file, new IOException(Causes.root(e)));
        }
    }

    /**
     * Opens a file for writing piece by piece, in place of what it held.
     */
    public OutputStream create(Location file) throws IOException {
        return fileSystem(file).create(file.path(), true);
    }

    /** Gives a file a modification time, where the file system has such a thing; an object store dates its objects itself. */
    public void date(Location file, Instant modified) throws IOException {
        fileSystem(file).setTimes(file.path(), modified.toEpochMilli(), -1);
    }

    /** On a local disk without checksum files beside the files: others read and write them too, and their names allow no colon. */
    private static FileSystem plain(FileSystem fileSystem) {
        return fileSystem instanceof ChecksumFileSystem checksummed ? checksummed.getRawFileSystem() : fileSystem;
    }

    /** The names of the files and folders in a folder, sorted; none if there is no such folder. */
    public List<String> names(Location folder) {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus status : fileSystem(folder).listStatus(folder.path())) {
                names.add(status.getPath().getName());
            }
            names.sort(null);
            return names;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    public void deleteFolder(Location folder) {
        try {
            fileSystem(folder).delete(folder.path(), true);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Removes a file, if it is there. */
    public void delete(Location file) {
        try {
            fileSystem(file).delete(file.path(), false);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** A file by its exact name; empty if there is none. */
    Optional<FileStatus> file(Location file) {
        try {
            return Optional.of(fileSystem(file).getFileStatus(file.path())).filter(FileStatus::isFile);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The files that a file, folder or glob names, folders read to their depth; hidden names ({@code _x}, {@code .x}) left out. */
    public List<FileStatus> files(Location place) {
        try {
            FileSystem fileSystem = fileSystem(place);
            FileStatus[] matches = fileSystem.globStatus(place.path());
            List<FileStatus> files = new ArrayList<>();
            if (matches != null) {
                for (FileStatus match : matches) {
                    collect(fileSystem, match, files);
                }
            }
            return files;
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static void collect(FileSystem fileSystem, FileStatus status, List<FileStatus> files) throws IOException {
        if (status.isFile()) {
            files.add(status);
            return;
        }
        for (FileStatus child : fileSystem.listStatus(status.getPath(), Storage::isVisible)) {
            collect(fileSystem, child, files);
        }
    }

    /** How many files a folder holds to its depth, and their bytes: hidden ones too, but not those of the folders left out. */
    Held held(Location folder, String leftOut) {
        try {
            return held(fileSystem(folder), folder.path(), leftOut);
        } catch (FileNotFoundException e) {
            return new Held(0, 0);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static Held held(FileSystem fileSystem, Path folder, String leftOut) throws IOException {
        Held held = new Held(0, 0);
        for (FileStatus child : fileSystem.listStatus(folder)) {
            if (child.isFile()) {
                held = held.and(new Held(1, child.getLen()));
            } else if (!child.getPath().getName().equals(leftOut)) {
                held = held.and(held(fileSystem, child.getPath(), leftOut));
            }
        }
        return held;
    }

    /** A number of files and their bytes. */
    record Held(long files, long bytes) {
        Held and(Held more) {
            return new Held(files + more.files, bytes + more.bytes);
        }
    }

    private static boolean isVisible(Path path) {
        return !path.getName().startsWith("_") && !path.getName().startsWith(".");
    }

    private FileSystem fileSystem(Location place) {
        try {
            return plain(place.path().getFileSystem(configuration));
        } catch (IOException | RuntimeException e) {
            StorageTrouble trouble =
                    StorageTrouble.of(e, "Check the URI's scheme and bucket; a local path needs no scheme.");
            throw new RunFailure(
                    ErrorCode.UNREADABLE,
                    "'" + place + "' is not on a file system that can be reached: " + trouble.reason(),
                    trouble.remedy(),
                    e);
        }
    }

    private static RunFailure unreadable(Location place, IOException e) {
        StorageTrouble trouble = StorageTrouble.of(e, "Check its spelling and the rights on it.");
        return new RunFailure(
                ErrorCode.UNREADABLE, "'" + place + "' can't be read: " + trouble.reason(), trouble.remedy(), e);
    }

    private static RunFailure unwritable(Location place, IOException e) {
        StorageTrouble trouble = StorageTrouble.of(e, "Check its spelling, the rights on it and the space left.");
        return new RunFailure(
                ErrorCode.UNREADABLE, "'" + place + "' can't be written: " + trouble.reason(), trouble.remedy(), e);
    }
}
