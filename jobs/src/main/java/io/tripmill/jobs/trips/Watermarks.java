package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How far the pings of each provider reach, and so which sessions are closed: a session is closed when the newest ping of its provider
 * is more than the session gap past the session's end.
 */
sealed interface Watermarks {
    /** The rows, with what {@link #isPast} needs beside them. */
    Dataset<Row> beside(Dataset<Row> rows, Column providerId);

    /**
     * Whether the watermark is past a session.
     *
     * @param sessionEndUs its last ping, microseconds since 1970
     */
    Column isPast(Column providerId, Column sessionEndUs);

    /** Microseconds of {@link TrajectoryOptions#sessionGap()}. */
    static long micros(Duration sessionGap) {
        return sessionGap.toNanos() / 1000;
    }

    /**
     * Watermarks that a run has asked for.
     *
     * @param byProvider the newest timestamp of each, microseconds since 1970
     */
    record Known(Map<String, Long> byProvider, Duration sessionGap) implements Watermarks {
        public Known {
            byProvider = Map.copyOf(byProvider);
        }

        @Override
        public Dataset<Row> beside(Dataset<Row> rows, Column providerId) {
            return rows;
        }

        @Override
        public Column isPast(Column providerId, Column sessionEndUs) {
            if (byProvider.isEmpty()) {
                return lit(false);
            }
            Column watermarks = map(new TreeMap<>(byProvider)
                    .entrySet().stream()
                            .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
                            .toArray(Column[]::new));
            return coalesce(
                    element_at(watermarks, providerId).gt(sessionEndUs.plus(lit(micros(sessionGap)))), lit(false));
        }
    }

    /**
     * Watermarks that Spark finds while it computes.
     *
     * @param rows one row a provider: {@link #PROVIDER_ID}, and {@link #WATERMARK_US} in microseconds since 1970
     */
    record Sought(Dataset<Row> rows, Duration sessionGap) implements Watermarks {
        static final String PROVIDER_ID = "watermark_provider_id";
        static final String WATERMARK_US = "watermark_us";

        @Override
        public Dataset<Row> beside(Dataset<Row> others, Column providerId) {
            return others.join(functions.broadcast(rows), providerId.equalTo(col(PROVIDER_ID)), "left_outer");
        }

        @Override
        public Column isPast(Column providerId, Column sessionEndUs) {
            return coalesce(col(WATERMARK_US).gt(sessionEndUs.plus(lit(micros(sessionGap)))), lit(false));
        }
    }
}
