package io.tripmill.bench.quality;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The same metrics by hand: one aggregate for the rows, and a group-by for each key. */
record SparkSums(String name, Supplier<Dataset<Row>> pings) implements QualityEngine {
    @Override
    public void run() {
        findings();
    }

    @Override
    public Findings findings() {
        Dataset<Row> rows = pings.get();
        long freshFrom =
                PingRules.AS_OF.minus(PingRules.FRESH_HOURS, ChronoUnit.HOURS).getEpochSecond();
        Map<String, Column> sums = new LinkedHashMap<>();
        sums.put("Dataset.*.RowCount", count(lit(1)));
        sums.put("Column.device_id.Completeness", share("device_id IS NOT NULL"));
        sums.put("Column.timestamp.Completeness", share("timestamp IS NOT NULL"));
        sums.put("Column.speed.Completeness", share("speed IS NOT NULL"));
        sums.put("Column.lat.ColumnValues.Compliance", share("lat > -90 AND lat < 90"));
        sums.put("Column.lng.ColumnValues.Compliance", share("lng > -180 AND lng < 180"));
        sums.put(
                "Column.vehicle_type.ColumnValues.Compliance",
                share("vehicle_type IN ('scooter', 'bike', 'car', 'bus')"));
        sums.put("Column.device_id.ColumnValues.Compliance", share("device_id RLIKE '^(d[0-9]{6})$'"));
        sums.put("Column.device_id.ColumnLength.Compliance", share("length(device_id) = 7"));
        sums.put(
                "Column.battery_percent.ColumnValues.Compliance",
                share("battery_percent > -1 AND battery_percent < 101"));
        sums.put("Column.speed.Mean", avg(col("speed")));
        sums.put("Column.speed.StandardDeviation", stddev_pop(col("speed")));
        sums.put(
                "Column.timestamp.DataFreshness.Compliance",
                share("timestamp >= timestamp_seconds(" + freshFrom + ")"));
        sums.put("Dataset.*.CustomSQL", expr("count_if(speed < 0)"));
        Column[] columns = sums.entrySet().stream()
                .map(sum -> sum.getValue().cast("double").as(sum.getKey()))
                .toArray(Column[]::new);
        Row found = rows.agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
                .first();
        Map<String, Double> metrics = new LinkedHashMap<>();
        sums.keySet().forEach(metric -> metrics.put(metric, found.getDouble(found.fieldIndex(metric))));
        metrics.put(
                "Multicolumn.device_id,timestamp.Uniqueness",
                rows.groupBy("device_id", "timestamp")
                                .count()
                                .filter("count = 1")
                                .count()
                        / found.getDouble(0));
        metrics.put("Column.device_id.DistinctValuesCount", (double)
                rows.select("device_id").distinct().count());
        return Findings.ofMetrics(metrics);
    }

    private static Column share(String condition) {
        return expr("count_if(" + condition + ") / count(1)");
    }
}
