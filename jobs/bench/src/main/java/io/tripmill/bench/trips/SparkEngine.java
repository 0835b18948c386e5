package io.tripmill.bench.trips;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An engine that is a plan of Spark.
 *
 * @param plan made anew for each run
 */
record SparkEngine(String name, boolean isEqualInEveryBit, Supplier<Dataset<Row>> plan) implements TripEngine {
    @Override
    public void run() {
        plan.get().write().format("noop").mode("overwrite").save();
    }

    @Override
    public List<Row> trips() {
        return plan.get().collectAsList();
    }
}
