package io.tripmill.jobs.local.torture;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a table as texts, each with how often it is there. */
public record RowMultiset(Map<String, Long> rows) {
    /** Microseconds, which Spark leaves out of JSON. */
    private static final Map<String, String> EXACT =
            Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "ignoreNullFields", "false");

    public RowMultiset {
        rows = Map.copyOf(rows);
    }

    /** Reads these columns of all rows; doubles are equal as text exactly if they are equal as numbers. */
    public static RowMultiset of(Dataset<Row> rows, List<Column> columns) {
        Map<String, Long> counted = new HashMap<>();
        rows.select(to_json(struct(columns.toArray(Column[]::new)), EXACT))
                .collectAsList()
                .forEach(row -> counted.merge(row.getString(0), 1L, Long::sum));
        return new RowMultiset(counted);
    }

    /** How many rows the one has and the other has not, both ways. */
    public long differences(RowMultiset other) {
        return missingIn(other) + other.missingIn(this);
    }

    public long size() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private long missingIn(RowMultiset other) {
        return rows.entrySet().stream()
                .mapToLong(row -> Math.max(0, row.getValue() - other.rows.getOrDefault(row.getKey(), 0L)))
                .sum();
    }
}
