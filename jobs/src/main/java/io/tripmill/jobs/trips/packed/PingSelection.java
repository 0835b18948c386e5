package io.tripmill.jobs.trips.packed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Which columns of pings are packed, and where they stand in the rows that are read. */
final class PingSelection implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The position of a column that is not read. */
    static final int NOWHERE = -1;

    static final int PROVIDER_ID = 0;
    static final int DEVICE_ID = 1;
    static final int TIME_US = 2;
    static final int LAT = 3;
    static final int LNG = 4;
    static final int FIRST_MARK = 5;

    /** Time and place of whole time lines, and nothing carried. */
    static final PingSelection OF_PLACES = new PingSelection();

    private final int markCount;
    private final HashMap<String, Integer> positions = new HashMap<>();
    private final boolean isFloatSpeed;
    private final transient List<Column> columns = new ArrayList<>();
    private final transient List<Field> fields = new ArrayList<>();

    private PingSelection() {
        markCount = 0;
        isFloatSpeed = false;
    }

    /**
     * Of what is carried, as much as the pings have.
     *
     * @param marks names of columns of whole numbers
     */
    PingSelection(Dataset<Row> pings, Set<Carried> carried, List<String> marks) {
        fields.addAll(List.of(Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP, Pings.LAT, Pings.LNG));
        for (Field field : fields) {
            Column column = field.is(field.col());
            columns.add(field.equals(Pings.TIMESTAMP) ? unix_micros(column) : column);
        }
        marks.forEach(mark -> columns.add(col(mark).cast("long")));
        markCount = marks.size();
        List<String> there = Arrays.asList(pings.columns());
        for (Carried part : carried) {
            for (Field field : part.fields()) {
                if (there.contains(field.name())) {
                    positions.put(field.name(), columns.size());
                    fields.add(field);
                    // A lake's speed is a float; that of other pings need not be one.
                    columns.add(part == Carried.SPEED ? field.col().cast("double") : field.is(field.col()));
                }
            }
        }
        isFloatSpeed =
                there.contains(Pings.SPEED.name()) && typeOf(pings, Pings.SPEED).equals(Pings.SPEED.type());
    }

    private static DataType typeOf(Dataset<Row> pings, Field field) {
        return pings.schema().apply(field.name()).dataType();
    }

    /** The pings with these columns; the time as microseconds since 1970 and the speed as a double. */
    Dataset<Row> of(Dataset<Row> pings) {
        return pings.select(columns.toArray(Column[]::new));
    }

    /** Whether all of these columns can be read as they are stored: each has the type of a lake's pings, or is a double speed. */
    boolean areStored(Dataset<Row> pings) {
        return markCount == 0
                && fields.stream()
                        .allMatch(field -> typeOf(pings, field).equals(field.type())
                                || (field.equals(Pings.SPEED)
                                        && typeOf(pings, field).equals(DataTypes.DoubleType)));
    }

    /** The pings with these columns as they are stored. */
    Dataset<Row> stored(Dataset<Row> pings) {
        return pings.select(fields.stream().map(Field::col).toArray(Column[]::new));
    }

    /** Whether a stored speed is a float, not a double. */
    boolean isFloatSpeed() {
        return isFloatSpeed;
    }

    /** What is thrown at a row that lacks what every ping has. */
    static NullPointerException incomplete() {
        return new NullPointerException("a ping has provider_id, device_id, timestamp, lat and lng");
    }

    int markCount() {
        return markCount;
    }

    /** Where the column stands, or {@link #NOWHERE}. */
    int position(Field field) {
        Integer position = positions.get(field.name());
        return position == null ? NOWHERE : position;
    }
}
