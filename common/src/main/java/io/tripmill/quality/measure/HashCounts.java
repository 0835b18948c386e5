package io.tripmill.quality.measure;

/** How often hashes occur: an open table of primitives that grows up to a limit. */
final class HashCounts {
    private static final int FIRST_CAPACITY = 1 << 10;
    /** Any odd number that mixes; this one is 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] hashes = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;
    private final int most;

    /** A table that takes so many hashes at most. */
    HashCounts(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Counts a hash; false if it is new and the table is full. */
    boolean add(long hash, long times) {
        int slot = slot(hash);
        if (counts[slot] == 0) {
            if (size >= most) {
                return false;
            }
            if (2 * (size + 1) > hashes.length) {
                grow();
                slot = slot(hash);
            }
            hashes[slot] = hash;
            size++;
        }
        counts[slot] += times;
        return true;
    }

    /** How often the hash was counted; 0 if never. */
    long of(long hash) {
        return counts[slot(hash)];
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < hashes.length; i++) {
            if (counts[i] != 0) {
                visitor.visit(hashes[i], counts[i]);
            }
        }
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) ((hash * SPREAD) >>> 32) & mask;
        while (counts[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldCounts = counts;
        hashes = new long[2 * oldHashes.length];
        counts = new long[2 * oldCounts.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Takes each hash with its count. */
    interface Visitor {
        void visit(long hash, long count);
    }
}
