package io.tripmill.quality.plan;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of another dataset that a row may have as a counterpart: equal in all values, a NULL to a NULL.
 *
 * @param own the values of the row
 * @param others their counterparts, in the same order, each row once
 * @param found the name of the column that is true if there is one, else NULL
 */
public record Partner(List<Column> own, Dataset<Row> others, String found) {
    public Partner {
        own = List.copyOf(own);
    }

    /** The rows, each once, with the column that tells whether it has a counterpart. */
    public Dataset<Row> mark(Dataset<Row> rows) {
        return JoinedMark.mark(rows, own, others, found);
    }
}
