package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import io.tripmill.jobs.trips.trajectory.Flag;
import org.apache.spark.sql.Column;

/** What the close of its session does to a row: {@link io.tripmill.jobs.trips.trajectory.Openness} as columns. */
final class ClosingColumns {
    private ClosingColumns() {}

    /** @param openIfSessionOpen whether the row is open as long as its session is */
    static Column isOpen(Column openIfSessionOpen, Column isClosed) {
        return openIfSessionOpen.and(not(isClosed));
    }

    /**
     * @param flags those of a row whose session was not closed yet
     * @param endsSession whether the row ends at its session's last ping
     */
    static Column flags(Column flags, Column endsSession, Column isClosed) {
        Column endsInSilence = endsSession.and(isClosed).and(not(array_contains(flags, Flag.CUT_END.name())));
        return when(endsInSilence, sort_array(concat(flags, array(lit(Flag.GAP_END.name())))))
                .otherwise(flags);
    }
}
