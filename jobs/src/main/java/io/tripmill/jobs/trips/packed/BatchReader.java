package io.tripmill.jobs.trips.packed;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored pings from batches of columns. Values come through Spark's public view of a batch. Time lines are told apart by the
 * numbers of their names in the dictionaries, of which Spark promises nothing: each task proves on its first numbered batch that no
 * number means two names, and goes by the names if one does.
 */
final class BatchReader implements PingReader {
    private final Iterator<ColumnarBatch> batches;
    private final BatchPings pings;
    private final NamedPackers named = new NamedPackers();
    private final NumberedPackers numbered = new NumberedPackers();
    private Trust numbers = Trust.UNTRIED;

    private @Nullable ColumnarBatch batch;
    private NumberedPackers.@Nullable Batch numberedBatch;
    private int row;
    private int rows;

    private enum Trust {
        UNTRIED,
        PROVED,
        REFUTED
    }

    BatchReader(Iterator<ColumnarBatch> batches, BatchPings pings) {
        this.batches = batches;
        this.pings = pings;
    }

    @Override
    public boolean readInto(FragmentPacker packer) {
        // Spark empties a batch when it is asked for the next, so its size is remembered.
        while (batch == null || row == rows) {
            if (!batches.hasNext()) {
                return false;
            }
            turnTo(batches.next());
        }
        InternalRow ping = batch.getRow(row);
        TimelinePacker timeline =
                numberedBatch == null ? pings.packer(ping, named, packer) : numberedBatch.of(row, packer);
        packer.add(timeline, pings.ping(ping));
        row++;
        return true;
    }

    private void turnTo(ColumnarBatch next) {
        batch = next;
        row = 0;
        rows = next.numRows();
        numberedBatch = numbered(next);
    }

    private NumberedPackers.@Nullable Batch numbered(ColumnarBatch current) {
        ColumnVector providers = current.column(pings.providerAt());
        ColumnVector devices = current.column(pings.deviceAt());
        if (numbers == Trust.REFUTED
                || !NumberedPackers.areNumbered(providers)
                || !NumberedPackers.areNumbered(devices)) {
            return null;
        }
        NumberedPackers.Batch candidate = numbered.batch(providers, devices);
        if (numbers == Trust.UNTRIED) {
            numbers = candidate.isSound(current.numRows()) ? Trust.PROVED : Trust.REFUTED;
        }
        return numbers == Trust.PROVED ? candidate : null;
    }
}
