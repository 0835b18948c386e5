package io.tripmill.bench.quality;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same metrics by DuckDB inside this JVM, over the same Parquet files. */
final class DuckDbSums implements QualityEngine, AutoCloseable {
    private final Connection connection;
    private final String files;

    /**
     * @param files a glob of Parquet files on the local disk
     * @param threads as many as Spark has cores
     * @throws IllegalStateException if DuckDB does not start here
     */
    DuckDbSums(String files, int threads) {
        this.files = files;
        try {
            this.connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = " + threads);
                statement.execute("SET TimeZone = 'UTC'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public void run() {
        findings();
    }

    @Override
    public Findings findings() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql())) {
            found.next();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                metrics.put(found.getMetaData().getColumnLabel(i), found.getDouble(i));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB failed", e);
        }
        return Findings.ofMetrics(metrics);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }

    private String sql() {
        long freshFromUs =
                PingRules.AS_OF.minus(PingRules.FRESH_HOURS, ChronoUnit.HOURS).getEpochSecond() * 1_000_000;
        return """
                WITH pings AS (SELECT * FROM read_parquet('%1$s')),
                keys AS (SELECT count(*) AS n FROM pings GROUP BY device_id, "timestamp")
                SELECT count(*) AS "Dataset.*.RowCount",
                  count(device_id) / count(*) AS "Column.device_id.Completeness",
                  count("timestamp") / count(*) AS "Column.timestamp.Completeness",
                  count(speed) / count(*) AS "Column.speed.Completeness",
                  count_if(lat > -90 AND lat < 90) / count(*) AS "Column.lat.ColumnValues.Compliance",
                  count_if(lng > -180 AND lng < 180) / count(*) AS "Column.lng.ColumnValues.Compliance",
                  count_if(vehicle_type IN ('scooter', 'bike', 'car', 'bus')) / count(*)
                    AS "Column.vehicle_type.ColumnValues.Compliance",
                  count_if(regexp_full_match(device_id, 'd[0-9]{6}')) / count(*)
                    AS "Column.device_id.ColumnValues.Compliance",
                  count_if(length(device_id) = 7) / count(*) AS "Column.device_id.ColumnLength.Compliance",
                  count_if(battery_percent > -1 AND battery_percent < 101) / count(*)
                    AS "Column.battery_percent.ColumnValues.Compliance",
                  avg(speed::DOUBLE) AS "Column.speed.Mean",
                  stddev_pop(speed::DOUBLE) AS "Column.speed.StandardDeviation",
                  count_if(epoch_us("timestamp") >= %2$d) / count(*) AS "Column.timestamp.DataFreshness.Compliance",
                  count_if(speed < 0) AS "Dataset.*.CustomSQL",
                  (SELECT count_if(n = 1) / sum(n) FROM keys) AS "Multicolumn.device_id,timestamp.Uniqueness",
                  count(DISTINCT device_id) AS "Column.device_id.DistinctValuesCount"
                FROM pings""".formatted(files, freshFromUs);
    }
}
