package io.tripmill.testkit.wrong.jobs.trips;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A job plans; only the runner runs. */
final class ActsInALambda {
    private ActsInALambda() {}

    static boolean anyRows(List<Dataset<Row>> inputs) {
        return inputs.stream().anyMatch(rows -> !rows.isEmpty());
    }
}
