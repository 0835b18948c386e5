package io.tripmill.jobs.trips.packed;

import io.tripmill.geo.Point;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pings of one time line from its fragments: in order, and each place of an instant once. A fragment is opened when the merge
 * comes to its first ping; so only those that overlap are held.
 */
final class FragmentMerge {
    private final FragmentSource fragments;
    private @Nullable Fragment next;

    /** A heap from index 1 on: no reader's ping is before that of the reader at half its index. */
    private FragmentReader[] open = new FragmentReader[4];

    private int openCount;
    private boolean isFirstShown;
    private final PlacesOfInstant places = new PlacesOfInstant();

    FragmentMerge(FragmentSource fragments) {
        this.fragments = fragments;
        this.next = fragments.next();
    }

    /** The next ping, which changes with the call after; null if there is none. */
    @Nullable
    PingValues next() {
        while (true) {
            if (isFirstShown) {
                passFirst();
            }
            openWhatIsDue();
            if (openCount == 0) {
                return null;
            }
            isFirstShown = true;
            PingValues ping = open[1].ping();
            if (places.isNew(ping)) {
                return ping;
            }
        }
    }

    private void passFirst() {
        isFirstShown = false;
        if (!open[1].advance()) {
            open[1] = open[openCount];
            openCount--;
        }
        if (openCount > 1) {
            sink();
        }
    }

    private void openWhatIsDue() {
        while (next != null && (openCount == 0 || next.firstUs() <= open[1].ping().timeUs)) {
            FragmentReader reader = new FragmentReader(next.bytes());
            if (reader.advance()) {
                raise(reader);
            }
            next = fragments.next();
        }
    }

    private void raise(FragmentReader reader) {
        openCount++;
        if (openCount == open.length) {
            open = Arrays.copyOf(open, open.length << 1);
        }
        int at = openCount;
        while (at > 1 && isBefore(reader, open[at >> 1])) {
            open[at] = open[at >> 1];
            at >>= 1;
        }
        open[at] = reader;
    }

    private void sink() {
        FragmentReader sinking = open[1];
        int at = 1;
        int child = 2;
        while (child <= openCount) {
            if (child < openCount && isBefore(open[child + 1], open[child])) {
                child++;
            }
            if (!isBefore(open[child], sinking)) {
                break;
            }
            open[at] = open[child];
            at = child;
            child = at << 1;
        }
        open[at] = sinking;
    }

    private static boolean isBefore(FragmentReader reader, FragmentReader other) {
        return reader.ping().compareTo(other.ping()) < 0;
    }

    /** Where the device was shown to be at the last instant. */
    private static final class PlacesOfInstant {
        private boolean isAny;
        private long timeUs;
        private double lat;
        private double lng;
        private final Set<Point> before = new HashSet<>();

        /** Whether the ping is the first of its instant and place; notes it if so. */
        boolean isNew(PingValues ping) {
            if (isAny && ping.timeUs == timeUs) {
                boolean isLast = Double.compare(ping.lat, lat) == 0 && Double.compare(ping.lng, lng) == 0;
                if (isLast || before.contains(new Point(ping.lat, ping.lng))) {
                    return false;
                }
                before.add(new Point(lat, lng));
            } else if (!before.isEmpty()) {
                before.clear();
            }
            isAny = true;
            timeUs = ping.timeUs;
            lat = ping.lat;
            lng = ping.lng;
            return true;
        }
    }
}
