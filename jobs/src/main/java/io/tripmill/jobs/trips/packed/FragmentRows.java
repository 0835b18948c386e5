package io.tripmill.jobs.trips.packed;

import static org.apache.spark.sql.functions.col;

import io.tripmill.schema.Pings;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Fragments as rows, to be shuffled. */
final class FragmentRows {
    private static final String MARKS = "marks";
    private static final String FIRST_US = "first_us";
    private static final String PINGS = "pings";

    static final StructType SCHEMA = DataTypes.createStructType(List.of(
            field(Pings.PROVIDER_ID.name(), DataTypes.StringType),
            field(Pings.DEVICE_ID.name(), DataTypes.StringType),
            field(MARKS, DataTypes.createArrayType(DataTypes.LongType, false)),
            field(FIRST_US, DataTypes.LongType),
            field(PINGS, DataTypes.BinaryType)));

    private FragmentRows() {}

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, false);
    }

    /** Each fragment as a row, when it is asked for. */
    static Iterator<Row> rows(Iterator<Fragment> fragments) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return fragments.hasNext();
            }

            @Override
            public Row next() {
                return row(fragments.next());
            }
        };
    }

    private static Row row(Fragment fragment) {
        TimelineKey key = fragment.key();
        return RowFactory.create(
                key.providerId(), key.deviceId(), key.marks().toArray(), fragment.firstUs(), fragment.bytes());
    }

    static Fragment fragment(Row row) {
        return new Fragment(
                new TimelineKey(row.getString(0), row.getString(1), row.getList(2)), row.getLong(3), (byte[])
                        row.get(4));
    }

    /** The rows with all of a time line in one partition, one after the other and by first ping. */
    static Dataset<Row> byTimeline(Dataset<Row> rows) {
        Column[] key = Stream.of(Pings.PROVIDER_ID.name(), Pings.DEVICE_ID.name(), MARKS)
                .map(functions::col)
                .toArray(Column[]::new);
        Column[] order = Arrays.copyOf(key, key.length + 1);
        order[key.length] = col(FIRST_US);
        return rows.repartition(key).sortWithinPartitions(order);
    }
}
