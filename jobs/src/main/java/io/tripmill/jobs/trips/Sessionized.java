package io.tripmill.jobs.trips;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What pings turned into. The three datasets start from one computation; keep {@link #movements} ({@code persist}) to compute it once.
 *
 * @param movements one row for each session, stay and trip, in one of three struct columns
 */
public record Sessionized(Dataset<Row> movements) {

    /** Rows of {@link io.tripmill.schema.Sessions#TABLE}. */
    public Dataset<Row> sessions() {
        return MovementRows.sessions(movements);
    }

    /** Rows of {@link io.tripmill.schema.Stays#TABLE}. */
    public Dataset<Row> stays() {
        return MovementRows.stays(movements);
    }

    /** Rows of {@link io.tripmill.schema.Trips#TABLE}. */
    public Dataset<Row> trips() {
        return MovementRows.trips(movements);
    }
}
