package io.tripmill.jobs.trips.packed;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;

/**
 * The ping that a machine is given. It is the reader's own and changes with the next ping: take the values, not the object. What was
 * not carried, see {@link Carried}, is not known.
 */
public interface TimelinePing {
    /** Microseconds since 1970-01-01T00:00:00Z. */
    long timeUs();

    /** Degrees. */
    double lat();

    /** Degrees. */
    double lng();

    /** Metres a second, as measured by the device; NaN if not known. */
    double speedMps();

    /** Charge, or {@link DeviceTimeline#NO_BATTERY}. */
    int batteryPercent();

    /** What the ping says about its vehicle; neighbours that say the same share one instance. */
    Attributes attributes();
}
