package io.tripmill.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come device by device, made into the rows that each device's come to. One device is held at a time, no more. The first two
 * columns are provider_id and device_id, never null.
 */
public final class RowsByDevice implements Iterator<Row> {

    /** Collects the rows of one device. */
    public interface Collecting {
        void take(Row row);

        /** What the rows since the last end come to; of them nothing is held after it. */
        Collection<Row> end(String providerId, String deviceId);
    }

    private final Iterator<Row> rows;
    private final Collecting collecting;
    private final Queue<Row> found = new ArrayDeque<>();
    private @Nullable String providerId;
    private @Nullable String deviceId;

    public RowsByDevice(Iterator<Row> rows, Collecting collecting) {
        this.rows = requireNonNull(rows, "rows");
        this.collecting = requireNonNull(collecting, "collecting");
    }

    @Override
    public boolean hasNext() {
        while (found.isEmpty() && rows.hasNext()) {
            take(rows.next());
            if (!rows.hasNext()) {
                end();
            }
        }
        return !found.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    private void take(Row row) {
        String provider = row.getString(0);
        String device = row.getString(1);
        if (!provider.equals(providerId) || !device.equals(deviceId)) {
            end();
            providerId = provider;
            deviceId = device;
        }
        collecting.take(row);
    }

    private void end() {
        if (providerId != null && deviceId != null) {
            found.addAll(collecting.end(providerId, deviceId));
        }
    }
}
