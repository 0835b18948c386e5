package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * A file of the landing as it was listed. The three values together tell it from every other state of the same file.
 *
 * @param uri with a scheme, as its file system writes it
 * @param lengthBytes as stored, so compressed if the file is
 * @param modifiedMicros modification time, microseconds since 1970 UTC; the file system gives milliseconds or seconds
 */
public record LandedFile(String uri, long lengthBytes, long modifiedMicros) implements Serializable {

    public LandedFile {
        requireNonNull(uri, "uri");
        if (lengthBytes < 0) {
            throw new IllegalArgumentException("a file has no negative length: " + lengthBytes);
        }
    }

    /** A file as its file system lists it. */
    public static LandedFile of(FileStatus status) {
        return new LandedFile(status.getPath().toString(), status.getLen(), status.getModificationTime() * 1_000L);
    }
}
