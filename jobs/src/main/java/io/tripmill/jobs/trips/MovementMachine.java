package io.tripmill.jobs.trips;

import io.tripmill.jobs.trips.packed.TimelineKey;
import io.tripmill.jobs.trips.packed.TimelineMachine;
import io.tripmill.jobs.trips.packed.TimelinePing;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Finds the movements of one device; holds the pings of one session. */
final class MovementMachine implements TimelineMachine {
    private final DeviceTimeline timeline;

    /**
     * @param key of a device, with the watermark of its provider as its only mark, microseconds since 1970
     * @param rows as {@link MovementRows#SCHEMA} says
     */
    MovementMachine(TrajectoryOptions options, TimelineKey key, Consumer<Row> rows) {
        long watermarkUs = key.marks().get(0);
        timeline = new DeviceTimeline(
                options, key.providerId(), key.deviceId(), new MovementRows(rows, options.sessionGap(), watermarkUs));
    }

    @Override
    public void ping(TimelinePing ping) {
        timeline.ping(ping.timeUs(), ping.lat(), ping.lng(), ping.attributes(), ping.batteryPercent());
    }

    @Override
    public void end() {
        timeline.end();
    }
}
