package io.tripmill.bench.trips;

import java.util.List;
import org.apache.spark.sql.Row;

/** One way from the Parquet files of a fleet to its trips. */
public interface TripEngine {
    String name();

    /** Computes every trip and throws it away. */
    void run();

    /** Rows of {@link TripColumns}, in any order. */
    List<Row> trips();

    /** Whether distances are summed in the same order and by the same formula as ours, so that every bit is equal. */
    boolean isEqualInEveryBit();
}
