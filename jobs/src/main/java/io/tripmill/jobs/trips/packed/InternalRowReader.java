package io.tripmill.jobs.trips.packed;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads stored pings from rows in Spark's own form. */
final class InternalRowReader implements PingReader {
    private final Iterator<InternalRow> rows;
    private final InternalPings pings;
    private final NamedPackers named = new NamedPackers();

    InternalRowReader(Iterator<InternalRow> rows, InternalPings pings) {
        this.rows = rows;
        this.pings = pings;
    }

    @Override
    public boolean readInto(FragmentPacker packer) {
        if (!rows.hasNext()) {
            return false;
        }
        InternalRow row = rows.next();
        packer.add(pings.packer(row, named, packer), pings.ping(row));
        return true;
    }
}
