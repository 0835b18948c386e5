package io.tripmill.jobs.trips.packed;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Takes stored pings from a batch of columns, row by row. */
final class BatchPings {
    private final int[] ordinals;
    private final boolean isFloatSpeed;
    private final int timeAt;
    private final int latAt;
    private final int lngAt;
    private final int speedAt;
    private final int sourceSeqAt;
    private final int batteryAt;
    private final int[] vehicleTextsAt;
    private final int tripIdsAt;
    private final int cancelledTripIdsAt;
    private final boolean readsAttributes;

    private final PingValues ping = new PingValues();
    private final @Nullable UTF8String[] vehicleTexts;
    private List<String> tripIds = List.of();
    private List<String> cancelledTripIds = List.of();

    /**
     * @param ordinals where the columns of the selection stand in the rows
     */
    BatchPings(PingSelection selection, int[] ordinals) {
        this.ordinals = ordinals;
        this.isFloatSpeed = selection.isFloatSpeed();
        this.timeAt = ordinals[PingSelection.TIME_US];
        this.latAt = ordinals[PingSelection.LAT];
        this.lngAt = ordinals[PingSelection.LNG];
        this.speedAt = ordinal(selection, Pings.SPEED);
        this.sourceSeqAt = ordinal(selection, Pings.SOURCE_SEQ);
        this.batteryAt = ordinal(selection, Pings.BATTERY_PERCENT);
        this.vehicleTextsAt = new int[] {
            ordinal(selection, Pings.VEHICLE_ID),
            ordinal(selection, Pings.VEHICLE_TYPE),
            ordinal(selection, Pings.MODE),
            ordinal(selection, Pings.VEHICLE_STATE)
        };
        this.tripIdsAt = ordinal(selection, Pings.TRIP_IDS);
        this.cancelledTripIdsAt = ordinal(selection, Pings.CANCELLED_TRIP_IDS);
        this.vehicleTexts = new UTF8String[vehicleTextsAt.length];
        this.readsAttributes = tripIdsAt != PingSelection.NOWHERE
                || cancelledTripIdsAt != PingSelection.NOWHERE
                || IntStream.of(vehicleTextsAt).anyMatch(at -> at != PingSelection.NOWHERE);
    }

    private int ordinal(PingSelection selection, Field field) {
        int position = selection.position(field);
        return position == PingSelection.NOWHERE ? PingSelection.NOWHERE : ordinals[position];
    }

    int providerAt() {
        return ordinals[PingSelection.PROVIDER_ID];
    }

    int deviceAt() {
        return ordinals[PingSelection.DEVICE_ID];
    }

    /** The packer of the row's time line. */
    TimelinePacker packer(InternalRow row, NamedPackers named, FragmentPacker packers) {
        if (row.isNullAt(providerAt()) || row.isNullAt(deviceAt())) {
            throw PingSelection.incomplete();
        }
        return named.of(row.getUTF8String(providerAt()), row.getUTF8String(deviceAt()), packers);
    }

    /** The row's ping; it changes with the next call. */
    PingValues ping(InternalRow row) {
        if (row.isNullAt(timeAt) || row.isNullAt(latAt) || row.isNullAt(lngAt)) {
            throw PingSelection.incomplete();
        }
        ping.timeUs = row.getLong(timeAt);
        ping.lat = row.getDouble(latAt);
        ping.lng = row.getDouble(lngAt);
        ping.speedMps = isThere(row, speedAt) ? speedMps(row) : Double.NaN;
        ping.hasSourceSeq = isThere(row, sourceSeqAt);
        if (ping.hasSourceSeq) {
            ping.sourceSeq = row.getLong(sourceSeqAt);
        }
        ping.batteryPercent = isThere(row, batteryAt) ? row.getInt(batteryAt) : DeviceTimeline.NO_BATTERY;
        if (readsAttributes && saysSomethingNew(row)) {
            ping.attributes = new Attributes(
                    vehicleText(0), vehicleText(1), vehicleText(2), tripIds, vehicleText(3), cancelledTripIds);
        }
        return ping;
    }

    private static boolean isThere(InternalRow row, int at) {
        return at != PingSelection.NOWHERE && !row.isNullAt(at);
    }

    private double speedMps(InternalRow row) {
        return isFloatSpeed ? row.getFloat(speedAt) : row.getDouble(speedAt);
    }

    /** Whether the row's attributes differ from the last row's; takes them over if so. */
    private boolean saysSomethingNew(InternalRow row) {
        boolean isNew = false;
        for (int i = 0; i < vehicleTexts.length; i++) {
            UTF8String text = isThere(row, vehicleTextsAt[i]) ? row.getUTF8String(vehicleTextsAt[i]) : null;
            UTF8String before = vehicleTexts[i];
            if (text == null ? before != null : !text.equals(before)) {
                vehicleTexts[i] = text == null ? null : text.clone();
                isNew = true;
            }
        }
        List<String> ids = texts(row, tripIdsAt);
        List<String> cancelledIds = texts(row, cancelledTripIdsAt);
        if (!ids.equals(tripIds) || !cancelledIds.equals(cancelledTripIds)) {
            tripIds = ids;
            cancelledTripIds = cancelledIds;
            isNew = true;
        }
        return isNew;
    }

    private static List<String> texts(InternalRow row, int at) {
        if (!isThere(row, at)) {
            return List.of();
        }
        ArrayData array = row.getArray(at);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.numElements(); i++) {
            if (!array.isNullAt(i)) {
                texts.add(array.getUTF8String(i).toString());
            }
        }
        return texts;
    }

    private @Nullable String vehicleText(int index) {
        UTF8String text = vehicleTexts[index];
        return text == null ? null : text.toString();
    }
}
