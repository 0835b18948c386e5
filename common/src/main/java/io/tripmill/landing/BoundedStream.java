package io.tripmill.landing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once it has given more bytes than it may, so that a small compressed file can't become an endless text. */
final class BoundedStream extends FilterInputStream {
    private final long mostBytes;
    private long givenBytes;

    BoundedStream(InputStream in, long mostBytes) {
        super(in);
        this.mostBytes = mostBytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws IOException {
        givenBytes += bytes;
        if (givenBytes > mostBytes) {
            throw new IOException(
                    "it is larger than the " + mostBytes / (1024 * 1024) + " MiB that a file of its format may have");
        }
    }
}
