package io.tripmill.jobs.trips.packed;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Packs the pings of one time line. Those that come in order, nearly all of most feeds, are written at once. A late one, which
 * belongs before the last of them, is kept until a number of them can be sorted into a fragment of their own; so a feed that gives
 * the newest first makes sorted fragments too.
 */
final class TimelinePacker {
    /** Of this object, its writer and its entry in a map, about. */
    static final int OWN_BYTES = 512;

    private static final int LATE_PING_BYTES = 80;
    private static final int FIRST_LATE_CAPACITY = 4;
    private static final PingValues[] NONE = {};

    private final TimelineKey key;
    private final PackingLimits limits;
    private final Consumer<Fragment> fragments;
    private final FragmentWriter inOrder = new FragmentWriter();
    private PingValues[] late = NONE;
    private int lateSize;
    private boolean isClosed;

    TimelinePacker(TimelineKey key, PackingLimits limits, Consumer<Fragment> fragments) {
        this.key = key;
        this.limits = limits;
        this.fragments = fragments;
    }

    TimelineKey key() {
        return key;
    }

    /** Whether this packer has handed on everything, and takes no more. */
    boolean isClosed() {
        return isClosed;
    }

    /**
     * Takes a ping, in any order.
     *
     * @return by how many bytes this packer has grown, about
     */
    int add(PingValues ping) {
        if (!inOrder.canAppend(ping)) {
            return addLate(ping);
        }
        int before = inOrder.capacity();
        inOrder.append(ping);
        if (inOrder.size() >= limits.fragmentBytes()) {
            fragments.accept(inOrder.take(key));
        }
        return inOrder.capacity() - before;
    }

    private int addLate(PingValues ping) {
        int before = late.length;
        if (lateSize == late.length) {
            late = Arrays.copyOf(late, Math.min(limits.latePings(), Math.max(FIRST_LATE_CAPACITY, before << 1)));
            for (int i = before; i < late.length; i++) {
                late[i] = new PingValues();
            }
        }
        late[lateSize++].set(ping);
        if (lateSize == limits.latePings()) {
            flushLate();
        }
        return (late.length - before) * LATE_PING_BYTES;
    }

    void close() {
        if (!inOrder.isEmpty()) {
            fragments.accept(inOrder.take(key));
        }
        if (lateSize > 0) {
            flushLate();
        }
        isClosed = true;
    }

    private void flushLate() {
        Arrays.sort(late, 0, lateSize);
        FragmentWriter sorted = new FragmentWriter();
        for (int i = 0; i < lateSize; i++) {
            sorted.append(late[i]);
        }
        lateSize = 0;
        fragments.accept(sorted.take(key));
    }
}
