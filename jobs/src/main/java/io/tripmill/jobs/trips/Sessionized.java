package io.tripmill.jobs.trips;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What pings turned into. The three datasets start from one computation; keep {@link #movements} ({@code persist}) to compute it once. */
public final class Sessionized {
    private final Dataset<Row> movements;
    private final Watermarks watermarks;

    Sessionized(Dataset<Row> movements, Watermarks watermarks) {
        this.movements = movements;
        this.watermarks = watermarks;
    }

    /** One row for each session, stay and trip, in one of three struct columns; what they are is of no concern outside. */
    public Dataset<Row> movements() {
        return movements;
    }

    /** Rows of {@link io.tripmill.schema.Sessions#TABLE}. */
    public Dataset<Row> sessions() {
        return MovementRows.sessions(movements, watermarks);
    }

    /** Rows of {@link io.tripmill.schema.Stays#TABLE}. */
    public Dataset<Row> stays() {
        return MovementRows.stays(movements, watermarks);
    }

    /** Rows of {@link io.tripmill.schema.Trips#TABLE}. */
    public Dataset<Row> trips() {
        return MovementRows.trips(movements, watermarks);
    }
}
