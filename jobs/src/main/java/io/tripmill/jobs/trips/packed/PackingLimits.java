package io.tripmill.jobs.trips.packed;

/**
 * How much a task holds while it packs.
 *
 * @param fragmentBytes a fragment that has so many bytes is handed on
 * @param latePings so many late pings of a time line are sorted and handed on
 * @param taskBytes all that a task holds is handed on when it has grown to so many bytes, about
 */
record PackingLimits(int fragmentBytes, int latePings, long taskBytes) {
    /** Large enough that a fragment's own bytes, its key and its row, do not count; small enough for a core's share of any heap. */
    static final PackingLimits DEFAULT = new PackingLimits(32 << 10, 1 << 10, 64L << 20);

    PackingLimits {
        if (fragmentBytes < 1 || latePings < 1 || taskBytes < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
