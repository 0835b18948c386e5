package io.tripmill.bench.movements;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createStructField;

import io.tripmill.jobs.trips.trajectory.Movements;
import io.tripmill.jobs.trips.trajectory.RowIdentity;
import io.tripmill.jobs.trips.trajectory.SessionRecord;
import io.tripmill.jobs.trips.trajectory.Span;
import io.tripmill.jobs.trips.trajectory.StayRecord;
import io.tripmill.jobs.trips.trajectory.TripRecord;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, stays and trips in one kind of row, as a peer would hand them on; less than the library's tables hold, which have cells
 * and flags, too.
 */
final class MovementColumns {
    static final String SESSION = "session";
    static final String STAY = "stay";
    static final String TRIP = "trip";

    /** A column that a kind does not have is null. */
    static final StructType SCHEMA = DataTypes.createStructType(new StructField[] {
        createStructField("kind", StringType, true),
        createStructField("id", StringType, true),
        createStructField("session_id", StringType, true),
        createStructField("provider_id", StringType, true),
        createStructField("device_id", StringType, true),
        createStructField("start_us", LongType, true),
        createStructField("end_us", LongType, true),
        createStructField("ping_count", LongType, true),
        createStructField("distance_m", DoubleType, true),
        createStructField("lat", DoubleType, true),
        createStructField("lng", DoubleType, true),
        createStructField("end_lat", DoubleType, true),
        createStructField("end_lng", DoubleType, true),
        createStructField("moving_time_s", DoubleType, true),
        createStructField("max_speed_mps", DoubleType, true),
        createStructField("polyline", StringType, true),
        createStructField("point_offsets_s", createArrayType(DoubleType, false), true)
    });

    private MovementColumns() {}

    /** Movements as rows of {@link #SCHEMA}. */
    static Movements to(Consumer<Row> rows) {
        return new Movements() {
            @Override
            public void session(SessionRecord session) {
                rows.accept(row(
                        SESSION,
                        session.identity(),
                        session.span(),
                        session.pingCount(),
                        session.distanceM(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }

            @Override
            public void stay(StayRecord stay) {
                rows.accept(row(
                        STAY,
                        stay.identity(),
                        stay.span(),
                        stay.pingCount(),
                        null,
                        stay.centre().lat(),
                        stay.centre().lng(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }

            @Override
            public void trip(TripRecord trip) {
                rows.accept(row(
                        TRIP,
                        trip.identity(),
                        trip.span(),
                        trip.pingCount(),
                        trip.travel().distanceM(),
                        trip.start().lat(),
                        trip.start().lng(),
                        trip.end().lat(),
                        trip.end().lng(),
                        trip.travel().movingTimeS(),
                        trip.travel().maxSpeedMps(),
                        trip.line().polyline(),
                        trip.line().pointOffsetsS()));
            }
        };
    }

    private static Row row(
            String kind, RowIdentity identity, Span span, long pingCount, @Nullable Object... ofTheKind) {
        Object[] cells = new Object[SCHEMA.length()];
        cells[0] = kind;
        cells[1] = identity.id();
        cells[2] = identity.sessionId();
        cells[3] = identity.providerId();
        cells[4] = identity.deviceId();
        cells[5] = span.startUs();
        cells[6] = span.endUs();
        cells[7] = pingCount;
        System.arraycopy(ofTheKind, 0, cells, 8, ofTheKind.length);
        return RowFactory.create(cells);
    }
}
