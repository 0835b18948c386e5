package io.tripmill.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come key by key, made into the rows that those of each key come to. The first two columns are the key, such as provider and
 * device. The rows of one key are held at a time, no more.
 */
public final class RowsByKey implements Iterator<Row> {

    /** Collects the rows of one key. */
    public interface Collecting {
        void take(Row row);

        /**
         * What the rows since the last end come to; of them nothing is held after it.
         *
         * @param last the last of them, which has their key
         */
        Collection<Row> end(Row last);
    }

    private final Iterator<Row> rows;
    private final Collecting collecting;
    private final Queue<Row> found = new ArrayDeque<>();
    private @Nullable Row last;

    public RowsByKey(Iterator<Row> rows, Collecting collecting) {
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
        if (last != null && !hasSameKey(last, row)) {
            end();
        }
        last = row;
        collecting.take(row);
    }

    private static boolean hasSameKey(Row one, Row other) {
        return Objects.equals(one.get(1), other.get(1)) && Objects.equals(one.get(0), other.get(0));
    }

    private void end() {
        if (last != null) {
            found.addAll(collecting.end(last));
            last = null;
        }
    }
}
