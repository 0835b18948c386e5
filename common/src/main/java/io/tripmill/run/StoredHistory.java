package io.tripmill.run;

import static org.apache.spark.sql.functions.lit;

import io.tripmill.quality.MetricHistory;
import io.tripmill.schema.StoredMetrics;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What earlier runs measured by the same ruleset on the same table. Read when it is first asked for. */
public final class StoredHistory implements MetricHistory {
    private final Dataset<Row> earlier;
    private @Nullable List<Row> values;

    /**
     * The history before a run.
     *
     * @param stored rows of {@link StoredMetrics}
     * @param ruleset as it was named
     * @param runId the run whose past it is; empty for what is no run
     * @param now runs of a later instant are none of its past
     */
    public StoredHistory(Dataset<Row> stored, String table, String ruleset, String runId, Instant now) {
        this.earlier = stored.filter(StoredMetrics.TABLE_NAME
                        .col()
                        .equalTo(table)
                        .and(StoredMetrics.RULESET.col().equalTo(ruleset))
                        .and(StoredMetrics.RUN_ID.col().notEqual(runId))
                        .and(StoredMetrics.EVALUATED_AT.col().leq(lit(now))))
                .select(
                        StoredMetrics.METRIC.col(),
                        StoredMetrics.VALUE.col(),
                        StoredMetrics.EVALUATED_AT.col(),
                        StoredMetrics.RUN_ID.col())
                .orderBy(StoredMetrics.EVALUATED_AT.col(), StoredMetrics.RUN_ID.col());
    }

    @Override
    public List<Double> last(String metric, int runs) {
        List<Double> all = values().stream()
                .filter(row -> row.getString(0).equals(metric))
                .map(row -> row.getDouble(1))
                .toList();
        return all.subList(Math.max(0, all.size() - runs), all.size());
    }

    private List<Row> values() {
        if (values == null) {
            values = earlier.collectAsList();
        }
        return values;
    }
}
