package io.tripmill.jobs.trips.trajectory;

/**
 * What is counted over all pings of a stretch, flagged ones included.
 *
 * @param count pings from the first to the last
 * @param flaggedCount those of them taken for teleports
 * @param maxGapS seconds, the longest silence between neighbours; 0 for one ping
 */
record PingTally(long count, long flaggedCount, double maxGapS) {

    static PingTally between(int first, int last, PingBuffer pings) {
        long flaggedCount = pings.isFlagged(first) ? 1 : 0;
        long maxGapUs = 0;
        for (int i = first + 1; i <= last; i++) {
            maxGapUs = Math.max(maxGapUs, pings.timeUs(i) - pings.timeUs(i - 1));
            if (pings.isFlagged(i)) {
                flaggedCount++;
            }
        }
        return new PingTally((long) last - first + 1, flaggedCount, Micros.toSeconds(maxGapUs));
    }
}
