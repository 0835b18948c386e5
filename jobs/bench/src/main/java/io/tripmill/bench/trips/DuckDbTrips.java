package io.tripmill.bench.trips;

import static io.tripmill.bench.trips.TripRules.GAP_US;
import static io.tripmill.bench.trips.TripRules.STANDING_MPS;
import static io.tripmill.bench.trips.TripRules.STOP_US;

import io.tripmill.geo.Haversine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The trips by DuckDB inside this JVM, over the same Parquet files; the same two passes as {@link WindowTrips}. */
final class DuckDbTrips implements TripEngine, AutoCloseable {
    private final Connection connection;
    private final String files;

    /**
     * @param files a glob of Parquet files on the local disk
     * @param threads as many as Spark has cores
     * @throws IllegalStateException if DuckDB does not start here
     */
    DuckDbTrips(String files, int threads) {
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
    public boolean isEqualInEveryBit() {
        return false;
    }

    @Override
    public void run() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE trips AS " + sql());
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB failed", e);
        }
    }

    @Override
    public List<Row> trips() {
        run();
        String columns = String.join(", ", TripColumns.SCHEMA.fieldNames());
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + columns + " FROM trips")) {
            List<Row> rows = new ArrayList<>();
            int width = TripColumns.SCHEMA.length();
            while (found.next()) {
                Object[] cells = new Object[width];
                for (int i = 0; i < width; i++) {
                    cells[i] = found.getObject(i + 1);
                }
                rows.add(RowFactory.create(cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB failed", e);
        }
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
        return """
                WITH pings AS (
                  SELECT device_id, epoch_us("timestamp") AS us, lat, lng, speed::DOUBLE AS speed
                  FROM read_parquet('%1$s')),
                marked AS (
                  SELECT *, lag(us) OVER by_time AS us_before
                  FROM pings WINDOW by_time AS (PARTITION BY device_id ORDER BY us)),
                kept AS (
                  SELECT device_id, us, lat, lng, speed, speed < %2$s AS is_slow
                  FROM marked WHERE us_before IS NULL OR us > us_before),
                neighbours AS (
                  SELECT *, lag(us) OVER by_time AS us_before, lag(lat) OVER by_time AS lat_before,
                    lag(lng) OVER by_time AS lng_before, lag(is_slow) OVER by_time AS was_slow
                  FROM kept WINDOW by_time AS (PARTITION BY device_id ORDER BY us)),
                legs AS (
                  SELECT *,
                    coalesce(us - us_before > %3$d, true) AS opens_run,
                    coalesce(us - us_before > %3$d OR is_slow <> was_slow, true) AS opens_sequence,
                    CASE WHEN is_slow THEN 0 ELSE us - us_before END AS moving_us,
                    2 * %5$s * asin(sqrt(
                      sin(radians(lat - lat_before) / 2) ** 2
                      + cos(radians(lat)) * cos(radians(lat_before)) * sin(radians(lng - lng_before) / 2) ** 2)) AS leg_m
                  FROM neighbours),
                numbered AS (
                  SELECT *, sum(opens_sequence::INT)
                    OVER (PARTITION BY device_id ORDER BY us ROWS UNBOUNDED PRECEDING) AS sequence
                  FROM legs),
                sequences AS (
                  SELECT device_id, sequence, any_value(is_slow) AS is_slow, bool_or(opens_run) AS opens_run,
                    min(us) AS start_us, max(us) AS end_us,
                    arg_min(lat, us) AS start_lat, arg_min(lng, us) AS start_lng,
                    arg_max(lat, us) AS end_lat, arg_max(lng, us) AS end_lng,
                    coalesce(sum(leg_m) FILTER (NOT opens_sequence), 0) AS inner_m,
                    coalesce(sum(moving_us) FILTER (NOT opens_sequence), 0) AS inner_us,
                    max(leg_m) FILTER (opens_sequence) AS entry_m,
                    max(moving_us) FILTER (opens_sequence) AS entry_us,
                    max(speed) AS max_speed, count(*) AS pings,
                    min(lat) AS min_lat, max(lat) AS max_lat, min(lng) AS min_lng, max(lng) AS max_lng
                  FROM numbered GROUP BY device_id, sequence),
                judged AS (
                  SELECT *, is_slow AND end_us - start_us >= %4$d AS is_stop FROM sequences),
                opened AS (
                  SELECT *, opens_run OR coalesce(lag(is_stop)
                    OVER (PARTITION BY device_id ORDER BY sequence), true) AS opens_trip
                  FROM judged),
                parts AS (
                  SELECT *, sum(opens_trip::INT)
                    OVER (PARTITION BY device_id ORDER BY sequence ROWS UNBOUNDED PRECEDING) AS trip
                  FROM opened),
                whole AS (
                  SELECT device_id, min(start_us) AS start_us, max(end_us) AS end_us,
                    arg_min(start_lat, start_us) AS start_lat, arg_min(start_lng, start_us) AS start_lng,
                    arg_max(end_lat, end_us) AS end_lat, arg_max(end_lng, end_us) AS end_lng,
                    sum(inner_m + CASE WHEN opens_trip THEN 0 ELSE entry_m END) AS distance_m,
                    sum(inner_us + CASE WHEN opens_trip THEN 0 ELSE entry_us END) AS moving_us,
                    max(max_speed) AS max_speed_mps, sum(pings)::BIGINT AS ping_count,
                    min(min_lat) AS min_lat, max(max_lat) AS max_lat, min(min_lng) AS min_lng, max(max_lng) AS max_lng
                  FROM parts WHERE NOT is_stop GROUP BY device_id, trip)
                SELECT *, md5(device_id || ':' || start_us) AS trip_id, (end_us - start_us) / 1e6 AS duration_s,
                  moving_us / 1e6 AS moving_time_s,
                  CASE WHEN end_us > start_us THEN distance_m / ((end_us - start_us) / 1e6) END AS avg_speed_mps
                FROM whole""".formatted(files, STANDING_MPS, GAP_US, STOP_US, Haversine.EARTH_RADIUS_M);
    }
}
