package io.tripmill.bench.quality;

import io.tripmill.quality.Quality;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Our evaluation of all rules, and then every row with what it passes and fails. */
record OwnRows(String name, Supplier<Dataset<Row>> pings) implements QualityEngine {
    @Override
    public void run() {
        rows().write().format("noop").mode("overwrite").save();
    }

    @Override
    public Findings findings() {
        return Findings.ofRows(rows());
    }

    private Dataset<Row> rows() {
        return Quality.evaluate(pings.get(), PingRules.all(), PingRules.options())
                .rowLevelOutcomes();
    }
}
