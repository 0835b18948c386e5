package io.tripmill.jobs.trips.packed;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one ping, to be filled again and again.
 *
 * <p>Their order is that of time lines: by time, source_seq (null last), lat and lng; then by all other values, null last, so that it
 * never depends on arrival.
 */
final class PingValues implements TimelinePing, Comparable<PingValues> {
    private static final Comparator<@Nullable String> NULL_LAST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<Attributes> BY_ATTRIBUTES = Comparator.comparing(Attributes::vehicleId, NULL_LAST)
            .thenComparing(Attributes::vehicleType, NULL_LAST)
            .thenComparing(Attributes::mode, NULL_LAST)
            .thenComparing(Attributes::vehicleState, NULL_LAST)
            .thenComparing(Attributes::tripIds, PingValues::compare)
            .thenComparing(Attributes::cancelledTripIds, PingValues::compare);

    long timeUs;
    double lat;
    double lng;
    /** NaN if not known. */
    double speedMps = Double.NaN;
    /** Has no meaning unless {@link #hasSourceSeq}. */
    long sourceSeq;

    boolean hasSourceSeq;
    int batteryPercent = DeviceTimeline.NO_BATTERY;
    Attributes attributes = Attributes.NONE;

    @Override
    public long timeUs() {
        return timeUs;
    }

    @Override
    public double lat() {
        return lat;
    }

    @Override
    public double lng() {
        return lng;
    }

    @Override
    public double speedMps() {
        return speedMps;
    }

    @Override
    public int batteryPercent() {
        return batteryPercent;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    void set(PingValues other) {
        timeUs = other.timeUs;
        lat = other.lat;
        lng = other.lng;
        speedMps = other.speedMps;
        sourceSeq = other.sourceSeq;
        hasSourceSeq = other.hasSourceSeq;
        batteryPercent = other.batteryPercent;
        attributes = other.attributes;
    }

    @Override
    public int compareTo(PingValues other) {
        return timeUs == other.timeUs ? compareInInstant(other) : Long.compare(timeUs, other.timeUs);
    }

    private int compareInInstant(PingValues other) {
        int bySeq = hasSourceSeq && other.hasSourceSeq
                ? Long.compare(sourceSeq, other.sourceSeq)
                : Boolean.compare(other.hasSourceSeq, hasSourceSeq);
        if (bySeq != 0) {
            return bySeq;
        }
        int byLat = Double.compare(lat, other.lat);
        if (byLat != 0) {
            return byLat;
        }
        int byLng = Double.compare(lng, other.lng);
        if (byLng != 0) {
            return byLng;
        }
        int bySpeed = Double.compare(speedMps, other.speedMps);
        if (bySpeed != 0) {
            return bySpeed;
        }
        // Unsigned, so that an unknown battery, the least int, is the last.
        int byBattery = Integer.compareUnsigned(batteryPercent, other.batteryPercent);
        return byBattery != 0 ? byBattery : BY_ATTRIBUTES.compare(attributes, other.attributes);
    }

    private static int compare(List<String> ids, List<String> others) {
        Iterator<String> id = ids.iterator();
        Iterator<String> other = others.iterator();
        while (id.hasNext() && other.hasNext()) {
            int order = id.next().compareTo(other.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(id.hasNext(), other.hasNext());
    }
}
