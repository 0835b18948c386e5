package io.tripmill.quality.plan;

import org.apache.spark.sql.Column;

/** How often the values of a column occur, or the ranges that they are in. */
public interface Distribution {
    /** So many values are told apart at most: the most frequent ones. */
    int MOST_VALUES = 20;

    /**
     * The value or range of a row as a text; NULL for a row that has none.
     *
     * @param measured the figures of the one pass over the rows
     */
    Column label(Measured measured);
}
