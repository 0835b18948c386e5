package io.tripmill.jobs.trips.packed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Whether a batch of columns, with names in dictionaries and without, is packed into the fragments that its rows are packed into.
 * Tried once in each process, before the first table is read in columns: a fork of Spark may keep its names and change what they do.
 */
final class ColumnsSelfTest {
    private static final String[] NAMES = {"a", "b"};

    private static final List<Row> ROWS = List.of(
            RowFactory.create("a", "a", 1_000_000L, 35.5, -139.25),
            RowFactory.create("a", "b", 2_000_000L, -0.0, 0.1),
            RowFactory.create("b", "a", 2_500_000L, 1e-300, 180.0),
            RowFactory.create("a", "a", 500_000L, 35.6, -139.26));

    private ColumnsSelfTest() {}

    /** Holds the answer; made when it is first asked for. */
    private static final class Once {
        private static final boolean PASSED = agree();
    }

    static boolean passed() {
        return Once.PASSED;
    }

    private static boolean agree() {
        PingSelection selection = PingSelection.OF_PLACES;
        List<String> byRows = shown(new RowReader(ROWS.iterator(), selection));
        return byRows.equals(shown(columns(selection, false))) && byRows.equals(shown(columns(selection, true)));
    }

    private static PingReader columns(PingSelection selection, boolean isNumbered) {
        WritableColumnVector[] columns = {
            names(PingSelection.PROVIDER_ID, isNumbered),
            names(PingSelection.DEVICE_ID, isNumbered),
            new OnHeapColumnVector(ROWS.size(), DataTypes.LongType),
            new OnHeapColumnVector(ROWS.size(), DataTypes.DoubleType),
            new OnHeapColumnVector(ROWS.size(), DataTypes.DoubleType)
        };
        for (int i = 0; i < ROWS.size(); i++) {
            columns[PingSelection.TIME_US].putLong(i, ROWS.get(i).getLong(PingSelection.TIME_US));
            columns[PingSelection.LAT].putDouble(i, ROWS.get(i).getDouble(PingSelection.LAT));
            columns[PingSelection.LNG].putDouble(i, ROWS.get(i).getDouble(PingSelection.LNG));
        }
        Iterator<ColumnarBatch> batch =
                List.of(new ColumnarBatch(columns, ROWS.size())).iterator();
        return new BatchReader(
                batch,
                new BatchPings(selection, IntStream.range(0, columns.length).toArray()));
    }

    private static WritableColumnVector names(int column, boolean isNumbered) {
        WritableColumnVector names = new OnHeapColumnVector(ROWS.size(), DataTypes.StringType);
        WritableColumnVector numbers = isNumbered ? names.reserveDictionaryIds(ROWS.size()) : names;
        for (int i = 0; i < ROWS.size(); i++) {
            String name = ROWS.get(i).getString(column);
            if (isNumbered) {
                numbers.putInt(i, name.equals(NAMES[0]) ? 0 : 1);
            } else {
                names.putByteArray(i, name.getBytes(UTF_8));
            }
        }
        if (isNumbered) {
            names.setDictionary(new Names());
        }
        return names;
    }

    private static List<String> shown(PingReader pings) {
        List<String> shown = new ArrayList<>();
        new FragmentPacker(pings, PackingLimits.DEFAULT)
                .forEachRemaining(fragment -> shown.add(
                        fragment.key() + " from " + fragment.firstUs() + ": " + Arrays.toString(fragment.bytes())));
        shown.sort(null);
        return shown;
    }

    /** A dictionary of texts, as a Parquet file has one for each of its columns. */
    private static final class Names implements Dictionary {
        @Override
        public byte[] decodeToBinary(int id) {
            return NAMES[id].getBytes(UTF_8);
        }

        @Override
        public int decodeToInt(int id) {
            throw new IllegalStateException("a name is no number");
        }

        @Override
        public long decodeToLong(int id) {
            throw new IllegalStateException("a name is no number");
        }

        @Override
        public float decodeToFloat(int id) {
            throw new IllegalStateException("a name is no number");
        }

        @Override
        public double decodeToDouble(int id) {
            throw new IllegalStateException("a name is no number");
        }
    }
}
