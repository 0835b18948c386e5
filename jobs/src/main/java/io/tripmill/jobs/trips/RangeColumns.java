package io.tripmill.jobs.trips;

import io.tripmill.jobs.trips.packed.TimelineKey;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

    /** The three columns of pings, or none. */
    static List<String> of(Dataset<Row> pings) {
        boolean there = Arrays.asList(pings.columns()).contains(START_US);
        return there ? List.of(START_US, STARTS_IN_CUT, ENDS_IN_CUT) : List.of();
    }

    /** Whether the range starts in a cut; a whole time line does not. */
    static boolean startsInCut(TimelineKey range) {
        return isSet(range, 1);
    }

    /** Whether the range ends in a cut; a whole time line does not. */
    static boolean endsInCut(TimelineKey range) {
        return isSet(range, 2);
    }

    private static boolean isSet(TimelineKey range, int mark) {
        return !range.marks().isEmpty() && range.marks().get(mark) != 0;
    }
}
