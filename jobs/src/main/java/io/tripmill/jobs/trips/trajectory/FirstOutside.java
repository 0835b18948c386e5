package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Longitude;
import io.tripmill.geo.Point;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * trackintel's staypoints: a stay ends at the first ping outside, and a dwell that a silence or the end of the data ends is none.
 * One ping may be a stay, if the next comes late enough. A long stay, an activity, is longer than the threshold: exactly as
 * long is not.
 */
final class FirstOutside implements StayRule {
    @Override
    public List<Stay> stays(Session session) {
        PingBuffer pings = session.pings();
        Thresholds thresholds = session.thresholds();
        long stayUs = Micros.of(thresholds.stayMinDuration());
        long activityUs = Micros.of(thresholds.tripStayMinDuration());
        List<Stay> stays = new ArrayList<>();
        Dwells.visit(pings, thresholds.stayRadiusM(), (anchor, lastInside, outside) -> {
            if (outside != Dwells.NONE_OUTSIDE) {
                long durationUs = pings.timeUs(outside) - pings.timeUs(anchor);
                if (durationUs >= stayUs) {
                    Point centre = centre(pings, anchor, lastInside);
                    long count = (long) lastInside - anchor + 1;
                    stays.add(new Stay(anchor, lastInside, outside, count, centre, durationUs > activityUs));
                }
            }
        });
        return stays;
    }

    /** A place that was reported twice counts once: trackintel unites equal points before it takes the mean. */
    private static Point centre(PingBuffer pings, int anchor, int last) {
        Set<Point> places = new LinkedHashSet<>();
        for (int i = anchor; i <= last; i++) {
            places.add(pings.point(i));
        }
        double latSum = 0;
        double lngOffsetSum = 0;
        for (Point place : places) {
            latSum += place.lat();
            lngOffsetSum += Longitude.wrap(place.lng() - pings.lng(anchor));
        }
        int count = places.size();
        return new Point(latSum / count, Longitude.wrap(pings.lng(anchor) + lngOffsetSum / count));
    }
}
