package io.tripmill.job;

import static java.util.Objects.requireNonNull;

/**
 * A file that a run hands to someone outside the lake, in place of what stood there.
 *
 * @param bytes all of it; whoever makes one leaves them alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileWrite(Location file, byte[] bytes) {
    public FileWrite {
        requireNonNull(file, "file");
        requireNonNull(bytes, "bytes");
    }
}
