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

    private final int markCount;
    private final HashMap<String, Integer> positions = new HashMap<>();
    private final transient List<Column> columns = new ArrayList<>();

    /**
     * Of what is carried, as much as the pings have.
     *
     * @param marks names of columns of whole numbers
     */
    PingSelection(Dataset<Row> pings, Set<Carried> carried, List<String> marks) {
        columns.add(Pings.PROVIDER_ID.col());
        columns.add(Pings.DEVICE_ID.col());
        columns.add(unix_micros(Pings.TIMESTAMP.col()));
        columns.add(Pings.LAT.col());
        columns.add(Pings.LNG.col());
        marks.forEach(mark -> columns.add(col(mark).cast("long")));
        markCount = marks.size();
        List<String> there = Arrays.asList(pings.columns());
        for (Carried part : carried) {
            for (Field field : part.fields()) {
                if (there.contains(field.name())) {
                    positions.put(field.name(), columns.size());
                    // Of any numeric type in pings that are not of a lake.
                    columns.add(part == Carried.SPEED ? field.col().cast("double") : field.col());
                }
            }
        }
    }

    Dataset<Row> of(Dataset<Row> pings) {
        return pings.select(columns.toArray(Column[]::new));
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
