package io.tripmill.jobs.trips.trajectory;

/**
 * Pings that only a wrong position explains: impossibly fast to reach and impossibly fast to leave, while the way past them is not.
 * Each is judged by its raw neighbours, so a flag never leads to another. The first and the last ping of a session have one
 * neighbour only and are never flagged.
 */
final class Teleports {
    private Teleports() {}

    /**
     * Flags the teleports of a session whose legs between raw neighbours are measured.
     *
     * @param maxMps nothing real is faster, metres a second
     * @return whether there is any
     */
    static boolean flag(PingBuffer pings, double maxMps) {
        boolean anyFlagged = false;
        boolean isReachedTooFast = false;
        for (int i = 1; i < pings.size(); i++) {
            boolean isLeftTooFast = isTooFast(pings, pings.legM(i), i - 1, i, maxMps);
            if (isReachedTooFast && isLeftTooFast && isPassable(pings, i - 2, i, maxMps)) {
                pings.flag(i - 1);
                anyFlagged = true;
            }
            isReachedTooFast = isLeftTooFast;
        }
        return anyFlagged;
    }

    private static boolean isPassable(PingBuffer pings, int from, int to, double maxMps) {
        return !isTooFast(pings, Legs.metres(pings, from, to, maxMps), from, to, maxMps);
    }

    private static boolean isTooFast(PingBuffer pings, double metres, int from, int to, double maxMps) {
        return Legs.isTooFast(metres, pings.timeUs(to) - pings.timeUs(from), maxMps);
    }
}
