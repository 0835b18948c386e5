package io.tripmill.jobs.trips;

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
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Turns the records of one device into rows that carry a session, a stay or a trip. */
final class MovementRows implements Movements {
    private static final WireTable SESSIONS = new WireTable(Sessions.TABLE);
    private static final WireTable STAYS = new WireTable(Stays.TABLE);
    private static final WireTable TRIPS = new WireTable(Trips.TABLE);

    /** One struct column for each table; one of them is not null. */
    static final StructType SCHEMA = DataTypes.createStructType(
            new StructField[] {struct(Sessions.TABLE, SESSIONS), struct(Stays.TABLE, STAYS), struct(Trips.TABLE, TRIPS)
            });

    private final Consumer<Row> rows;
    private final Duration sessionGap;
    private final long watermarkUs;

    /**
     * Rows of one device.
     *
     * @param rows receives them
     * @param watermarkUs the newest timestamp of the device's provider, microseconds since 1970
     */
    MovementRows(Consumer<Row> rows, Duration sessionGap, long watermarkUs) {
        this.rows = rows;
        this.sessionGap = sessionGap;
        this.watermarkUs = watermarkUs;
    }

    static Dataset<Row> sessions(Dataset<Row> movements) {
        return SESSIONS.decode(movements, Sessions.TABLE.name());
    }

    static Dataset<Row> stays(Dataset<Row> movements) {
        return STAYS.decode(movements, Stays.TABLE.name());
    }

    static Dataset<Row> trips(Dataset<Row> movements) {
        return TRIPS.decode(movements, Trips.TABLE.name());
    }

    @Override
    public void session(SessionRecord session) {
        Row row = common(SESSIONS.fill(), Sessions.SESSION_ID, session.identity(), session.span(), session.openness())
                .set(Sessions.PING_COUNT, session.pingCount())
                .set(Sessions.FLAGGED_PING_COUNT, session.flaggedPingCount())
                .set(Sessions.DISTANCE_M, session.distanceM())
                .set(Sessions.MAX_GAP_S, session.maxGapS())
                .row();
        rows.accept(RowFactory.create(row, null, null));
    }

    @Override
    public void stay(StayRecord stay) {
        Row row = common(STAYS.fill(), Stays.STAY_ID, stay.identity(), stay.span(), stay.openness())
                .set(Stays.LAT, stay.centre().lat())
                .set(Stays.LNG, stay.centre().lng())
                .set(Stays.PING_COUNT, stay.pingCount())
                .row();
        rows.accept(RowFactory.create(null, row, null));
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
                .row();
        rows.accept(RowFactory.create(null, null, row));
    }

    /** The columns that the three tables share by name; the id last, since a session's is its session_id too. */
    private WireTable.RowFilling common(
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
                .set(Sessions.IS_OPEN, openness.isOpen(sessionGap, watermarkUs))
                .set(Sessions.FLAGS, openness.flags(sessionGap, watermarkUs).toArray());
    }

    private static StructField struct(Table table, WireTable wire) {
        return DataTypes.createStructField(table.name(), wire.schema(), true);
    }
}
