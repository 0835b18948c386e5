package io.tripmill.testkit.wrong.jobs.trips;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A method reference acts as a call does. */
final class ActsByReference {
    private ActsByReference() {}

    static long rows(List<Dataset<Row>> inputs) {
        return inputs.stream().mapToLong(Dataset::count).sum();
    }
}
