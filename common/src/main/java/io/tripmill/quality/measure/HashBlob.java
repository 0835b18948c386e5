package io.tripmill.quality.measure;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/** Hashes of one group as bytes, to be shuffled: each by itself, or each with its count. */
record HashBlob(int group, boolean isCounted, LongBuffer numbers) {
    /** Such a number and more, of the partition, is the tally of its rows. */
    static final int ROWS_OF = 1 << 30;

    private static final int HEAD = 2 * Integer.BYTES;

    /** The bytes of some numbers: hashes, or hashes and counts in turn. */
    static byte[] bytes(int group, boolean isCounted, long[] numbers, int length) {
        ByteBuffer blob = ByteBuffer.allocate(Math.addExact(HEAD, Math.multiplyExact(length, Long.BYTES)));
        blob.putInt(group).putInt(isCounted ? 1 : 0);
        blob.asLongBuffer().put(numbers, 0, length);
        return blob.array();
    }

    static HashBlob of(byte[] bytes) {
        ByteBuffer blob = ByteBuffer.wrap(bytes);
        return new HashBlob(blob.getInt(), blob.getInt() == 1, blob.asLongBuffer());
    }

    /** The numbers as a list. */
    LongList longs() {
        LongList longs = new LongList();
        while (numbers.hasRemaining()) {
            longs.add(numbers.get());
        }
        return longs;
    }
}
