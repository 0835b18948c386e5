package io.tripmill.jobs.trips.trajectory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one device's pings named the provider's trips, before changes and after them: the stretches of time that hold a trip, whatever
 * it was and will be.
 */
public final class TripLinks {
    private final long maxSilenceUs;
    private final Map<String, List<ChangedTime>> named = new TreeMap<>();

    /**
     * @param maxSilence the longest inside a trip, see {@link TrajectoryOptions#tripMaxSilence}
     */
    public TripLinks(Duration maxSilence) {
        this.maxSilenceUs = Micros.of(maxSilence);
    }

    /**
     * Notes that pings of a time name trips: a stored session's, or some that came to be or ceased to be.
     *
     * @param time at least from the first to the last of these pings
     */
    public void add(ChangedTime time, Collection<String> tripIds) {
        tripIds.forEach(tripId ->
                named.computeIfAbsent(tripId, any -> new ArrayList<>()).add(time));
    }

    /** For each trip id the times that name it, those joined between which a trip may go on; no part of one lies across their edges. */
    public List<ChangedTime> links() {
        List<ChangedTime> links = new ArrayList<>();
        for (List<ChangedTime> times : named.values()) {
            times.sort(Comparator.comparingLong(ChangedTime::firstUs));
            ChangedTime link = times.get(0);
            for (ChangedTime time : times) {
                if (time.firstUs() - link.lastUs() <= maxSilenceUs) {
                    link = new ChangedTime(link.firstUs(), Math.max(link.lastUs(), time.lastUs()));
                } else {
                    links.add(link);
                    link = time;
                }
            }
            links.add(link);
        }
        return links;
    }
}
