package io.tripmill.jobs.trips.packed;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads pings from rows, as {@link PingSelection} puts them. */
final class RowReader implements PingReader {
    private final Iterator<Row> rows;
    private final int markCount;
    private final int speedAt;
    private final int sourceSeqAt;
    private final int batteryAt;
    private final int vehicleIdAt;
    private final int vehicleTypeAt;
    private final int modeAt;
    private final int tripIdsAt;
    private final int vehicleStateAt;
    private final int cancelledTripIdsAt;
    private final boolean readsAttributes;

    private final PingValues ping = new PingValues();
    private @Nullable TimelinePacker last;

    RowReader(Iterator<Row> rows, PingSelection selection) {
        this.rows = rows;
        this.markCount = selection.markCount();
        this.speedAt = selection.position(Pings.SPEED);
        this.sourceSeqAt = selection.position(Pings.SOURCE_SEQ);
        this.batteryAt = selection.position(Pings.BATTERY_PERCENT);
        this.vehicleIdAt = selection.position(Pings.VEHICLE_ID);
        this.vehicleTypeAt = selection.position(Pings.VEHICLE_TYPE);
        this.modeAt = selection.position(Pings.MODE);
        this.tripIdsAt = selection.position(Pings.TRIP_IDS);
        this.vehicleStateAt = selection.position(Pings.VEHICLE_STATE);
        this.cancelledTripIdsAt = selection.position(Pings.CANCELLED_TRIP_IDS);
        this.readsAttributes = IntStream.of(
                        vehicleIdAt, vehicleTypeAt, modeAt, tripIdsAt, vehicleStateAt, cancelledTripIdsAt)
                .anyMatch(at -> at != PingSelection.NOWHERE);
    }

    @Override
    public boolean readInto(FragmentPacker packer) {
        if (!rows.hasNext()) {
            return false;
        }
        Row row = rows.next();
        for (int i = 0; i < PingSelection.FIRST_MARK; i++) {
            if (row.isNullAt(i)) {
                throw PingSelection.incomplete();
            }
        }
        ping.timeUs = row.getLong(PingSelection.TIME_US);
        ping.lat = row.getDouble(PingSelection.LAT);
        ping.lng = row.getDouble(PingSelection.LNG);
        if (isThere(row, speedAt)) {
            ping.speedMps = row.getDouble(speedAt);
        } else {
            ping.speedMps = Double.NaN;
        }
        ping.hasSourceSeq = isThere(row, sourceSeqAt);
        if (ping.hasSourceSeq) {
            ping.sourceSeq = row.getLong(sourceSeqAt);
        }
        ping.batteryPercent = isThere(row, batteryAt) ? row.getInt(batteryAt) : DeviceTimeline.NO_BATTERY;
        if (readsAttributes) {
            ping.attributes = attributes(row);
        }
        packer.add(packerOf(row, packer), ping);
        return true;
    }

    private static boolean isThere(Row row, int at) {
        return at != PingSelection.NOWHERE && !row.isNullAt(at);
    }

    private TimelinePacker packerOf(Row row, FragmentPacker packer) {
        TimelinePacker current = last;
        if (current == null || current.isClosed() || !isOf(row, current.key())) {
            current = packer.of(key(row));
            last = current;
        }
        return current;
    }

    private boolean isOf(Row row, TimelineKey key) {
        if (!row.getString(PingSelection.DEVICE_ID).equals(key.deviceId())
                || !row.getString(PingSelection.PROVIDER_ID).equals(key.providerId())) {
            return false;
        }
        for (int i = 0; i < markCount; i++) {
            if (row.getLong(PingSelection.FIRST_MARK + i) != key.marks().get(i)) {
                return false;
            }
        }
        return true;
    }

    private TimelineKey key(Row row) {
        if (markCount == 0) {
            return new TimelineKey(row.getString(PingSelection.PROVIDER_ID), row.getString(PingSelection.DEVICE_ID));
        }
        List<Long> marks = new ArrayList<>(markCount);
        for (int i = 0; i < markCount; i++) {
            marks.add(row.getLong(PingSelection.FIRST_MARK + i));
        }
        return new TimelineKey(row.getString(PingSelection.PROVIDER_ID), row.getString(PingSelection.DEVICE_ID), marks);
    }

    /** The last ping's attributes if they are the same, so that a time line has one instance of most. */
    private Attributes attributes(Row row) {
        String vehicleId = text(row, vehicleIdAt);
        String vehicleType = text(row, vehicleTypeAt);
        String mode = text(row, modeAt);
        List<String> tripIds = texts(row, tripIdsAt);
        List<String> cancelledTripIds = texts(row, cancelledTripIdsAt);
        String vehicleState = text(row, vehicleStateAt);
        Attributes before = ping.attributes;
        boolean isSame = Objects.equals(vehicleId, before.vehicleId())
                && Objects.equals(vehicleType, before.vehicleType())
                && Objects.equals(mode, before.mode())
                && Objects.equals(vehicleState, before.vehicleState())
                && tripIds.equals(before.tripIds())
                && cancelledTripIds.equals(before.cancelledTripIds());
        return isSame ? before : new Attributes(vehicleId, vehicleType, mode, tripIds, vehicleState, cancelledTripIds);
    }

    private static List<String> texts(Row row, int at) {
        return isThere(row, at) ? row.getList(at) : List.of();
    }

    private static @Nullable String text(Row row, int at) {
        return at == PingSelection.NOWHERE ? null : row.getString(at);
    }
}
