package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The columns of pings that a time line needs, by position. */
final class PingColumns {
    static final int PROVIDER_ID = 0;
    static final int DEVICE_ID = 1;
    static final int TIMESTAMP_US = 2;
    static final int LAT = 3;
    static final int LNG = 4;
    static final int VEHICLE_ID = 5;
    static final int VEHICLE_TYPE = 6;
    static final int MODE = 7;
    static final int TRIP_IDS = 8;
    static final int BATTERY_PERCENT = 9;
    /** 10 is source_seq, which orders the rows. */
    static final int RANGE_START_US = 11;

    static final int STARTS_IN_CUT = 12;
    static final int ENDS_IN_CUT = 13;
    /** Only where it was asked for. */
    static final int VEHICLE_STATE = 14;

    private static final String TIMESTAMP_US_NAME = "timestamp_us";

    private PingColumns() {}

    /**
     * The pings with these columns, all of a device in one partition and in time order.
     *
     * @param more columns to append, in the order of their positions; no other is read beyond those above
     */
    static Dataset<Row> timelines(Dataset<Row> pings, List<Field> more) {
        Column provider = Pings.PROVIDER_ID.col();
        Column device = Pings.DEVICE_ID.col();
        List<Column> needed = new ArrayList<>(List.of(
                Pings.PROVIDER_ID.is(provider),
                Pings.DEVICE_ID.is(device),
                unix_micros(Pings.TIMESTAMP.col()).as(TIMESTAMP_US_NAME),
                Pings.LAT.is(Pings.LAT.col()),
                Pings.LNG.is(Pings.LNG.col()),
                ifThere(pings, Pings.VEHICLE_ID),
                ifThere(pings, Pings.VEHICLE_TYPE),
                ifThere(pings, Pings.MODE),
                ifThere(pings, Pings.TRIP_IDS),
                ifThere(pings, Pings.BATTERY_PERCENT),
                ifThere(pings, Pings.SOURCE_SEQ)));
        needed.addAll(RangeColumns.of(pings));
        more.forEach(field -> needed.add(ifThere(pings, field)));
        return pings.select(needed.toArray(Column[]::new))
                .repartition(provider, device)
                .sortWithinPartitions(
                        provider,
                        device,
                        functions.col(TIMESTAMP_US_NAME),
                        Pings.SOURCE_SEQ.col().asc_nulls_last(),
                        Pings.LAT.col(),
                        Pings.LNG.col());
    }

    private static Column ifThere(Dataset<Row> pings, Field field) {
        boolean there = Arrays.asList(pings.columns()).contains(field.name());
        return field.is(there ? field.col() : lit(null));
    }
}
