package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Longitude;
import io.tripmill.geo.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A stay ends at its last ping inside: the way to the next ping is not dwelling. Dwells before a silence and at the end of a
 * session count like any other. A stay has at least two pings, so a lone ping is never one.
 */
final class LastInside implements StayRule {
    @Override
    public List<Stay> stays(Session session) {
        PingBuffer pings = session.pings();
        Thresholds thresholds = session.thresholds();
        long stayUs = Micros.of(thresholds.stayMinDuration());
        long longUs = Micros.of(thresholds.tripStayMinDuration());
        List<Stay> stays = new ArrayList<>();
        Dwells.visit(pings, thresholds.stayRadiusM(), (anchor, lastInside, outside) -> {
            long durationUs = pings.timeUs(lastInside) - pings.timeUs(anchor);
            // Longer than zero, so there are two pings at least.
            if (durationUs >= stayUs) {
                stays.add(stay(pings, anchor, lastInside, durationUs >= longUs));
            }
        });
        return stays;
    }

    /** The centre's longitude is a mean of offsets from the anchor, so that the date line does not tear it apart. */
    private static Stay stay(PingBuffer pings, int anchor, int last, boolean isLong) {
        double latSum = 0;
        double lngOffsetSum = 0;
        long count = 0;
        for (int i = anchor; i <= last; i++) {
            if (!pings.isLeftOut(i)) {
                latSum += pings.lat(i);
                lngOffsetSum += Longitude.wrap(pings.lng(i) - pings.lng(anchor));
                count++;
            }
        }
        Point centre = new Point(latSum / count, Longitude.wrap(pings.lng(anchor) + lngOffsetSum / count));
        return new Stay(anchor, last, last, count, centre, isLong);
    }
}
