package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.tripmill.geo.H3Cells;
import io.tripmill.jobs.trips.trajectory.Movements;
import io.tripmill.jobs.trips.trajectory.Openness;
import io.tripmill.jobs.trips.trajectory.RowIdentity;
import io.tripmill.jobs.trips.trajectory.SessionRecord;
import io.tripmill.jobs.trips.trajectory.Span;
import io.tripmill.jobs.trips.trajectory.StayRecord;
import io.tripmill.jobs.trips.trajectory.TripRecord;
import io.tripmill.schema.Field;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Turns the records of one device into rows that carry a session, a stay or a trip. Whether a row is open waits for the watermark,
 * which one device does not know: until {@link #sessions}, {@link #stays} and {@link #trips}, is_open says whether the row is open if
 * its session is, and GAP_END is missing from flags.
 */
final class MovementRows implements Movements {
    private static final WireTable SESSIONS = new WireTable(Sessions.TABLE);
    private static final WireTable STAYS = new WireTable(Stays.TABLE);
    private static final WireTable TRIPS = new WireTable(Trips.TABLE);

    private static final String SESSION_END_US = "session_end_us";

    /** One struct column for each table, of which one is not null, and the end of the row's session. */
    static final StructType SCHEMA = DataTypes.createStructType(new StructField[] {
        struct(Sessions.TABLE, SESSIONS),
        struct(Stays.TABLE, STAYS),
        struct(Trips.TABLE, TRIPS),
        DataTypes.createStructField(SESSION_END_US, DataTypes.LongType, false)
    });

    private final Consumer<Row> rows;

    /**
     * Rows of one device.
     *
     * @param rows receives them
     */
    MovementRows(Consumer<Row> rows) {
        this.rows = rows;
    }

    /** The watermarks of movements that hold every session: every ping belongs to one, so the newest ends with the newest ping. */
    static Watermarks watermarks(Dataset<Row> movements, Duration sessionGap) {
        return new Watermarks.Sought(
                movements
                        .filter(col(Sessions.TABLE.name()).isNotNull())
                        .groupBy(in(Sessions.TABLE, Sessions.PROVIDER_ID).as(Watermarks.Sought.PROVIDER_ID))
                        .agg(max(SESSION_END_US).as(Watermarks.Sought.WATERMARK_US)),
                sessionGap);
    }

    /**
     * One row a provider: its name, the end of its last session in microseconds since 1970, the number of its pings, and whether one of
     * them names a trip of the provider.
     */
    static Dataset<Row> summary(Dataset<Row> movements) {
        return movements
                .filter(col(Sessions.TABLE.name()).isNotNull())
                .groupBy(in(Sessions.TABLE, Sessions.PROVIDER_ID))
                .agg(
                        max(SESSION_END_US),
                        sum(in(Sessions.TABLE, Sessions.PING_COUNT)),
                        max(coalesce(
                                size(in(Sessions.TABLE, Sessions.PROVIDER_TRIP_IDS))
                                        .gt(0),
                                lit(false))));
    }

    static Dataset<Row> sessions(Dataset<Row> movements, Watermarks watermarks) {
        return table(Sessions.TABLE, SESSIONS, lit(true), movements, watermarks);
    }

    static Dataset<Row> stays(Dataset<Row> movements, Watermarks watermarks) {
        return table(Stays.TABLE, STAYS, in(Stays.TABLE, Stays.ENDS_SESSION), movements, watermarks);
    }

    static Dataset<Row> trips(Dataset<Row> movements, Watermarks watermarks) {
        return table(Trips.TABLE, TRIPS, in(Trips.TABLE, Trips.ENDS_SESSION), movements, watermarks);
    }

    private static Dataset<Row> table(
            Table table, WireTable wire, Column endsSession, Dataset<Row> movements, Watermarks watermarks) {
        Column isClosed = watermarks.isPast(in(table, Sessions.PROVIDER_ID), col(SESSION_END_US));
        return watermarks
                .beside(movements.filter(col(table.name()).isNotNull()), in(table, Sessions.PROVIDER_ID))
                .select(wire.decode(
                        table.name(),
                        Map.of(
                                Sessions.IS_OPEN.name(),
                                ClosingColumns.isOpen(in(table, Sessions.IS_OPEN), isClosed),
                                Sessions.FLAGS.name(),
                                ClosingColumns.flags(in(table, Sessions.FLAGS), endsSession, isClosed))));
    }

    private static Column in(Table table, Field field) {
        return col(table.name() + "." + field.name());
    }

    @Override
    public void session(SessionRecord session) {
        Row row = common(SESSIONS.fill(), Sessions.SESSION_ID, session.identity(), session.span(), session.openness())
                .set(Sessions.PING_COUNT, session.pingCount())
                .set(Sessions.FLAGGED_PING_COUNT, session.flaggedPingCount())
                .set(Sessions.DISTANCE_M, session.distanceM())
                .set(Sessions.MAX_GAP_S, session.maxGapS())
                .set(
                        Sessions.PROVIDER_TRIP_IDS,
                        session.providerTripIds() == null
                                ? null
                                : session.providerTripIds().toArray())
                .row();
        rows.accept(RowFactory.create(row, null, null, session.openness().sessionEndUs()));
    }

    @Override
    public void stay(StayRecord stay) {
        Row row = common(STAYS.fill(), Stays.STAY_ID, stay.identity(), stay.span(), stay.openness())
                .set(Stays.LAT, stay.centre().lat())
                .set(Stays.LNG, stay.centre().lng())
                .set(Stays.PING_COUNT, stay.pingCount())
                .set(Stays.ENDS_SESSION, stay.openness().endsSession())
                .row();
        rows.accept(RowFactory.create(null, row, null, stay.openness().sessionEndUs()));
    }

    @Override
    public void trip(TripRecord trip) {
        Row row = common(TRIPS.fill(), Trips.TRIP_ID, trip.identity(), trip.span(), trip.openness())
                .set(Trips.VEHICLE_ID, trip.vehicle().vehicleId())
                .set(Trips.VEHICLE_TYPE, trip.vehicle().vehicleType())
                .set(Trips.MODE, trip.vehicle().mode())
                .set(Trips.PROVIDER_TRIP_IDS, trip.vehicle().tripIds().toArray())
                .set(Trips.START_LAT, trip.start().lat())
                .set(Trips.START_LNG, trip.start().lng())
                .set(Trips.END_LAT, trip.end().lat())
                .set(Trips.END_LNG, trip.end().lng())
                .set(Trips.DISTANCE_M, trip.travel().distanceM())
                .set(Trips.STRAIGHT_LINE_M, trip.travel().straightLineM())
                .set(Trips.MOVING_TIME_S, trip.travel().movingTimeS())
                .set(Trips.MAX_SPEED_MPS, trip.travel().maxSpeedMps())
                .set(Trips.AVG_SPEED_MPS, trip.travel().avgSpeedMps())
                .set(Trips.EXTENT_M, trip.travel().extentM())
                .set(Trips.PING_COUNT, trip.pingCount())
                .set(Trips.FLAGGED_PING_COUNT, trip.flaggedPingCount())
                .set(Trips.MAX_GAP_S, trip.maxGapS())
                .set(Trips.START_H3, H3Cells.at(trip.start(), Trips.H3_RESOLUTION))
                .set(Trips.END_H3, H3Cells.at(trip.end(), Trips.H3_RESOLUTION))
                .set(Trips.START_BATTERY_PERCENT, trip.startBatteryPercent())
                .set(Trips.END_BATTERY_PERCENT, trip.endBatteryPercent())
                .set(Trips.POLYLINE, trip.line().polyline())
                .set(
                        Trips.POINT_OFFSETS_S,
                        Arrays.stream(trip.line().pointOffsetsS()).boxed().toArray())
                .set(Trips.ORIGIN_STAY_ID, trip.originStayId())
                .set(Trips.DESTINATION_STAY_ID, trip.destinationStayId())
                .set(Trips.ENDS_SESSION, trip.openness().endsSession())
                .row();
        rows.accept(RowFactory.create(null, null, row, trip.openness().sessionEndUs()));
    }

    /** The columns that the three tables share by name; the id last, since a session's is its session_id too. */
    private static WireTable.RowFilling common(
            WireTable.RowFilling row, Field id, RowIdentity identity, Span span, Openness openness) {
        return row.set(Sessions.SESSION_ID, identity.sessionId())
                .set(id, identity.id())
                .set(Sessions.PROVIDER_ID, identity.providerId())
                .set(Sessions.DEVICE_ID, identity.deviceId())
                .set(Sessions.PARAMS_HASH, identity.paramsHash())
                .set(Sessions.START_TIME, span.startUs())
                .set(Sessions.END_TIME, span.endUs())
                .set(Sessions.DURATION_S, span.durationS())
                .set(Sessions.SERVICE_DATE, (int) span.serviceDate().toEpochDay())
                .set(Sessions.IS_OPEN, openness.openIfSessionOpen())
                .set(Sessions.FLAGS, openness.flags().toArray());
    }

    private static StructField struct(Table table, WireTable wire) {
        return DataTypes.createStructField(table.name(), wire.schema(), true);
    }
}
