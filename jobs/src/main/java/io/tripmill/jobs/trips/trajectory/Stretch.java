package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Point;
import org.jspecify.annotations.Nullable;

/**
 * A trip as a range of pings, both ends included.
 *
 * @param origin the long stay that the trip leaves; null if it starts elsewhere
 * @param destination the long stay that the trip arrives at; null if it ends elsewhere
 * @param isFinished whether pings still to come belong to other trips: a long stay follows in the session, or a ping in another
 *     state
 */
record Stretch(
        int firstPing,
        int lastPing,
        @Nullable Stay origin,
        @Nullable Stay destination,
        Point start,
        Point end,
        boolean isFinished) {

    /** Whether a stay lies inside, from its first ping to the one that ends it. */
    boolean holds(Stay stay) {
        return firstPing <= stay.firstPing() && stay.endPing() <= lastPing;
    }
}
