package io.tripmill.bench.quality;

import io.tripmill.quality.Inspection;
import io.tripmill.quality.Quality;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Our evaluation of the rules that need no keys, in the Spark job that writes the rows. */
record OwnPassage(String name, Supplier<Dataset<Row>> pings) implements QualityEngine {
    @Override
    public void run() {
        findings();
    }

    @Override
    public Findings findings() {
        Inspection inspection = Quality.inspect(pings.get(), PingRules.withoutKeys(), PingRules.options());
        inspection.rows().write().format("noop").mode("overwrite").save();
        return OwnRules.findings(inspection.evaluation());
    }
}
