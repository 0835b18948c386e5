package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Columns that pings carry where only ranges of the devices' time are computed. A range holds all pings of some sessions that follow
 * each other, and the ranges of a device are apart. Pings without these columns are whole time lines.
 */
final class RangeColumns {
    /** LONG: where the range starts, microseconds since 1970; tells the ranges of a device apart. */
    static final String START_US = "range_start_us";
    /** BOOLEAN: whether a service-day boundary, not a silence, precedes the first ping of the range. */
    static final String STARTS_IN_CUT = "range_starts_in_cut";
    /** BOOLEAN: whether a service-day boundary, not a silence, follows the last ping of the range. */
    static final String ENDS_IN_CUT = "range_ends_in_cut";

    private RangeColumns() {}

    /** The three columns of pings, or what stands for a whole time line. */
    static List<Column> of(Dataset<Row> pings) {
        boolean there = Arrays.asList(pings.columns()).contains(START_US);
        return there
                ? List.of(functions.col(START_US), functions.col(STARTS_IN_CUT), functions.col(ENDS_IN_CUT))
                : List.of(
                        lit(0L).as(START_US),
                        lit(false).as(STARTS_IN_CUT),
                        lit(false).as(ENDS_IN_CUT));
    }
}
