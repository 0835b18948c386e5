package io.tripmill.jobs.trips.trajectory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The flags of a row, and whether pings still to come may change it. Both wait for the watermark: the newest timestamp among all
 * pings of the provider, which the time line of one device does not know.
 *
 * @param flags sorted; all but GAP_END
 * @param openIfSessionOpen whether the row is open as long as its session is; false for every row of a session that ends in a cut
 * @param endsSession whether the row ends at its session's last ping; not in a cut, it gets GAP_END when its session closes
 * @param sessionEndUs the last ping of the session, microseconds since 1970-01-01T00:00:00Z
 */
public record Openness(List<String> flags, boolean openIfSessionOpen, boolean endsSession, long sessionEndUs) {

    public Openness {
        flags = List.copyOf(flags);
    }

    /**
     * Whether a ping still to come may change the row.
     *
     * @param sessionGap the one that the session was made with
     * @param watermarkUs microseconds since 1970-01-01T00:00:00Z
     */
    public boolean isOpen(Duration sessionGap, long watermarkUs) {
        return openIfSessionOpen && !isPast(sessionGap, watermarkUs);
    }

    /**
     * All flags of the row, sorted.
     *
     * @param sessionGap the one that the session was made with
     * @param watermarkUs microseconds since 1970-01-01T00:00:00Z
     */
    public List<String> flags(Duration sessionGap, long watermarkUs) {
        if (!endsSession || flags.contains(Flag.CUT_END.name()) || !isPast(sessionGap, watermarkUs)) {
            return flags;
        }
        List<String> all = new ArrayList<>(flags);
        all.add(Flag.GAP_END.name());
        Collections.sort(all);
        return List.copyOf(all);
    }

    private boolean isPast(Duration sessionGap, long watermarkUs) {
        return watermarkUs > sessionEndUs + Micros.of(sessionGap);
    }
}
