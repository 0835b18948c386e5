package io.tripmill.jobs.trips.trajectory;

/**
 * The anchor rule of Li et al. (2008): a dwell is an anchor ping and the pings after it that lie nearer to the anchor than the
 * radius; the first ping outside is the next anchor. So every ping that is not left out belongs to exactly one dwell.
 */
final class Dwells {
    /** Stands for the ping outside where a session ends first. */
    static final int NONE_OUTSIDE = -1;

    private Dwells() {}

    @FunctionalInterface
    interface Visitor {
        /**
         * @param anchor the first ping inside
         * @param lastInside the last ping inside
         * @param outside the first ping outside, or {@link #NONE_OUTSIDE}
         */
        void dwell(int anchor, int lastInside, int outside);
    }

    /** Shows every dwell of a session, in time order. */
    static void visit(PingBuffer pings, double radiusM, Visitor visitor) {
        int anchor = 0;
        int lastInside = 0;
        for (int i = 1; i < pings.size(); i++) {
            if (pings.isLeftOut(i)) {
                continue;
            }
            if (pings.metresBeside(radiusM, anchor, i) >= radiusM) {
                visitor.dwell(anchor, lastInside, i);
                anchor = i;
            }
            lastInside = i;
        }
        visitor.dwell(anchor, lastInside, NONE_OUTSIDE);
    }
}
