package io.tripmill.jobs.trips.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * The legs of a stretch of a session; a leg joins neighbouring pings that are not left out.
 *
 * @param distanceM metres, their sum in time order
 * @param maxSpeedMps metres a second, of the fastest leg that lasts and is not impossibly fast; null if there is none
 * @param isFastSomewhere whether a leg is impossibly fast
 */
record Legs(double distanceM, @Nullable Double maxSpeedMps, boolean isFastSomewhere) {

    /** Finds the teleports of a session, and the length of each leg. To be called once, before anything asks for either. */
    static void measure(Session session) {
        PingBuffer pings = session.pings();
        double maxMps = session.thresholds().maxSpeedMps();
        for (int i = 1; i < pings.size(); i++) {
            pings.setLegM(i, metres(pings, i - 1, i, maxMps));
        }
        boolean anyFlagged = Teleports.flag(pings, maxMps);
        if (anyFlagged && pings.leavesOutFlagged()) {
            bridge(pings, maxMps);
        }
    }

    /** Joins the neighbours of pings that are left out. */
    private static void bridge(PingBuffer pings, double maxMps) {
        int previous = 0;
        for (int i = 1; i < pings.size(); i++) {
            if (pings.isLeftOut(i)) {
                pings.setLegM(i, 0);
            } else {
                if (previous < i - 1) {
                    pings.setLegM(i, metres(pings, previous, i, maxMps));
                }
                previous = i;
            }
        }
    }

    static double metres(PingBuffer pings, int from, int to, double maxMps) {
        double farthestM = maxMps * Micros.toSeconds(pings.timeUs(to) - pings.timeUs(from));
        return pings.metresBeside(farthestM, from, to);
    }

    /** Whether nothing real gets so far in such a time; in no time, whether it gets anywhere. */
    static boolean isTooFast(double metres, long durationUs, double maxMps) {
        return durationUs == 0 ? metres > 0 : metres / Micros.toSeconds(durationUs) > maxMps;
    }

    /** The legs from one ping to another; none leads to the first that is not left out. */
    static Legs between(int first, int last, Session session) {
        PingBuffer pings = session.pings();
        double limitMps = session.thresholds().maxSpeedMps();
        double distanceM = 0;
        double maxSpeedMps = -1;
        boolean isFastSomewhere = false;
        int previous = pings.nextNotLeftOut(first);
        for (int i = previous + 1; i <= last; i++) {
            if (pings.isLeftOut(i)) {
                continue;
            }
            double metres = pings.legM(i);
            long durationUs = pings.timeUs(i) - pings.timeUs(previous);
            distanceM += metres;
            if (isTooFast(metres, durationUs, limitMps)) {
                isFastSomewhere = true;
            } else if (durationUs > 0) {
                maxSpeedMps = Math.max(maxSpeedMps, metres / Micros.toSeconds(durationUs));
            }
            previous = i;
        }
        return new Legs(distanceM, maxSpeedMps < 0 ? null : maxSpeedMps, isFastSomewhere);
    }
}
