package io.tripmill.jobs.trips;

import io.tripmill.jobs.trips.packed.TimelineKey;
import io.tripmill.jobs.trips.packed.TimelineMachine;
import io.tripmill.jobs.trips.packed.TimelinePing;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Finds the movements of one device, or of a range of its time; holds the pings of one session. */
final class MovementMachine implements TimelineMachine {
    private final DeviceTimeline timeline;
    private final boolean endsInCut;

    /**
     * @param key of a device, marked by its {@link RangeColumns} if they are there
     * @param rows as {@link MovementRows#SCHEMA} says
     */
    MovementMachine(TrajectoryOptions options, TimelineKey key, Consumer<Row> rows) {
        timeline = new DeviceTimeline(
                options, key.providerId(), key.deviceId(), RangeColumns.startsInCut(key), new MovementRows(rows));
        endsInCut = RangeColumns.endsInCut(key);
    }

    @Override
    public void ping(TimelinePing ping) {
        timeline.ping(ping.timeUs(), ping.lat(), ping.lng(), ping.attributes(), ping.batteryPercent());
    }

    @Override
    public void end() {
        timeline.end(endsInCut);
    }
}
