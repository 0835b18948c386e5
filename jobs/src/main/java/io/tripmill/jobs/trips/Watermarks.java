package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How far the pings of each provider reach, and so which sessions are closed: a session is closed when the newest ping of its provider
 * is more than the session gap past the session's end.
 *
 * @param rows one row a provider: provider_id, and watermark_us, its newest timestamp in microseconds since 1970
 * @param sessionGap the one that the sessions were made with
 */
record Watermarks(Dataset<Row> rows, Duration sessionGap) {
    static final String PROVIDER_ID = "watermark_provider_id";
    static final String WATERMARK_US = "watermark_us";

    private static final int NANOS_PER_MICRO = 1000;

    /**
     * Those of all sessions: every ping belongs to one, so the newest ends with the newest ping.
     *
     * @param sessions every session of these providers
     * @param endUs the session's last ping, microseconds since 1970
     */
    static Watermarks of(Dataset<Row> sessions, Column providerId, Column endUs, Duration sessionGap) {
        return new Watermarks(
                sessions.groupBy(providerId.as(PROVIDER_ID)).agg(max(endUs).as(WATERMARK_US)), sessionGap);
    }

    /** The rows with the watermark of their provider beside them, for {@link #isPast}. */
    Dataset<Row> beside(Dataset<Row> movements, Column providerId) {
        return movements.join(functions.broadcast(rows), providerId.equalTo(col(PROVIDER_ID)), "left_outer");
    }

    /** Whether the watermark beside a row is past its session. */
    Column isPast(Column sessionEndUs) {
        long gapUs = sessionGap.toNanos() / NANOS_PER_MICRO;
        return coalesce(col(WATERMARK_US).gt(sessionEndUs.plus(lit(gapUs))), lit(false));
    }
}
