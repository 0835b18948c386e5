package io.tripmill.jobs.trips.packed;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The fragments of one task's pings, which may come from any time lines in any order; holds no more than its limits say. */
final class FragmentPacker implements Iterator<Fragment> {
    private final PingReader pings;
    private final PackingLimits limits;
    private final Map<TimelineKey, TimelinePacker> packers = new HashMap<>();
    private final Queue<Fragment> ready = new ArrayDeque<>();
    private Iterator<TimelinePacker> closing = packers.values().iterator();
    private long heldBytes;

    FragmentPacker(PingReader pings, PackingLimits limits) {
        this.pings = pings;
        this.limits = limits;
    }

    /** The packer of a time line; it may be closed when the next ping is read. */
    TimelinePacker of(TimelineKey key) {
        return packers.computeIfAbsent(key, this::opened);
    }

    private TimelinePacker opened(TimelineKey key) {
        heldBytes += TimelinePacker.OWN_BYTES;
        return new TimelinePacker(key, limits, ready::add);
    }

    void add(TimelinePacker packer, PingValues ping) {
        heldBytes += packer.add(ping);
    }

    /** Bytes that are held, about; without the fragments that are ready. */
    long heldBytes() {
        return heldBytes;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (closing.hasNext()) {
                closeNext();
            } else if (heldBytes >= limits.taskBytes() || !pings.readInto(this)) {
                if (packers.isEmpty()) {
                    return false;
                }
                closing = packers.values().iterator();
            }
        }
        return true;
    }

    /** One at a time, so that what is closed can be given back before the rest is copied into fragments. */
    private void closeNext() {
        closing.next().close();
        closing.remove();
        if (packers.isEmpty()) {
            heldBytes = 0;
            closing = packers.values().iterator();
        }
    }

    @Override
    public Fragment next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
