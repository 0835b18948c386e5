package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;

/**
 * Movements between two long stays of a session, or, with {@code --trip-source state} or {@code provider}, what vehicles or
 * providers call trips.
 */
public final class Trips {
    /** The resolution of {@link #START_H3} and {@link #END_H3}. */
    public static final int H3_RESOLUTION = 9;

    /** Among {@link #FLAGS}: the trip is over at once. */
    public static final String SHORT_DURATION = "SHORT_DURATION";

    /** Among {@link #FLAGS}: no ping of the trip is far from its first one. */
    public static final String SHORT_DISTANCE = "SHORT_DISTANCE";

    public static final Field TRIP_ID = required(
                    "trip_id",
                    StringType,
                    "Derived from provider, device, start and parameters; by provider from the provider's trip id too.")
            .from(Pings.TABLE, Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP, Pings.TRIP_IDS);
    public static final Field SESSION_ID = required(
                    "session_id", StringType, "The session that the trip lies in; by provider, in which it starts.")
            .from(Pings.TABLE, Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Pings.TABLE, Pings.PROVIDER_ID);
    public static final Field DEVICE_ID = required("device_id", StringType, "The device, unique within its provider.")
            .copiedFrom(Pings.TABLE, Pings.DEVICE_ID);
    public static final Field VEHICLE_ID = optional(
                    "vehicle_id",
                    StringType,
                    "The first that a ping outside long stays, by state or provider any ping of the trip, names.")
            .copiedFrom(Pings.TABLE, Pings.VEHICLE_ID);
    public static final Field VEHICLE_TYPE = optional(
                    "vehicle_type",
                    StringType,
                    "The first that a ping outside long stays, by state or provider any ping of the trip, names.")
            .copiedFrom(Pings.TABLE, Pings.VEHICLE_TYPE);
    public static final Field MODE = optional(
                    "mode",
                    StringType,
                    "The first that a ping outside long stays, by state or provider any ping of the trip, names.")
            .copiedFrom(Pings.TABLE, Pings.MODE);
    public static final Field PROVIDER_TRIP_IDS = required(
                    "provider_trip_ids",
                    createArrayType(StringType),
                    "The provider's trips that pings outside long stays, by state all pings, name: distinct, sorted, maybe none. By provider the one that makes the trip.")
            .from(Pings.TABLE, Pings.TRIP_IDS);
    public static final Field START_TIME = required(
                    "start_time",
                    TimestampType,
                    "The last ping of the long stay before, or the session's first, UTC; by state or provider the first ping of the trip.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field END_TIME = required(
                    "end_time",
                    TimestampType,
                    "The first ping of the long stay after, or the session's last, UTC; by state or provider the last ping of the trip.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field START_LAT =
            required("start_lat", DoubleType, "Latitude at the start, degrees.").copiedFrom(Pings.TABLE, Pings.LAT);
    public static final Field START_LNG = required("start_lng", DoubleType, "Longitude at the start, degrees.")
            .copiedFrom(Pings.TABLE, Pings.LNG);
    public static final Field END_LAT =
            required("end_lat", DoubleType, "Latitude at the end, degrees.").copiedFrom(Pings.TABLE, Pings.LAT);
    public static final Field END_LNG =
            required("end_lng", DoubleType, "Longitude at the end, degrees.").copiedFrom(Pings.TABLE, Pings.LNG);
    public static final Field DURATION_S =
            required("duration_s", DoubleType, "Seconds from start to end.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field DISTANCE_M = required(
                    "distance_m", DoubleType, "Metres: the sum of the legs between unflagged pings.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field STRAIGHT_LINE_M = required(
                    "straight_line_m", DoubleType, "Metres from start to end along the great circle.")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field MOVING_TIME_S = required(
                    "moving_time_s", DoubleType, "Seconds: the duration less the short stays inside.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field MAX_SPEED_MPS = optional(
                    "max_speed_mps",
                    DoubleType,
                    "The fastest leg, metres a second, among those that last and are not faster than max-speed-kmh; null if there is none.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field AVG_SPEED_MPS = optional(
                    "avg_speed_mps", DoubleType, "Distance by duration, metres a second; null if the duration is 0.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field EXTENT_M = required(
                    "extent_m", DoubleType, "Metres: the greatest distance of an unflagged ping from the first one.")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field PING_COUNT = required(
                    "ping_count",
                    LongType,
                    "Pings from start to end, by provider those of the trip, flagged ones included.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field FLAGGED_PING_COUNT = required(
                    "flagged_ping_count", LongType, "Pings flagged as teleports.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field MAX_GAP_S = required("max_gap_s", DoubleType, "The longest silence inside, seconds.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field START_H3 = required(
                    "start_h3", StringType, "H3 cell of the start at resolution " + H3_RESOLUTION + ".")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field END_H3 = required(
                    "end_h3", StringType, "H3 cell of the end at resolution " + H3_RESOLUTION + ".")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field START_BATTERY_PERCENT = optional(
                    "start_battery_percent", IntegerType, "The first charge that a ping tells.")
            .copiedFrom(Pings.TABLE, Pings.BATTERY_PERCENT);
    public static final Field END_BATTERY_PERCENT = optional(
                    "end_battery_percent", IntegerType, "The last charge that a ping tells.")
            .copiedFrom(Pings.TABLE, Pings.BATTERY_PERCENT);
    public static final Field POLYLINE = required(
                    "polyline",
                    StringType,
                    "The unflagged pings as an encoded polyline of precision 5; empty if there are none.")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field POINT_OFFSETS_S = required(
                    "point_offsets_s",
                    createArrayType(DoubleType),
                    "Seconds since the start, one for each point of the polyline.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field ORIGIN_STAY_ID = optional(
                    "origin_stay_id",
                    StringType,
                    "The long stay that the start belongs to or directly follows; null if there is none.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field DESTINATION_STAY_ID = optional(
                    "destination_stay_id",
                    StringType,
                    "The long stay that the end belongs to or directly precedes; null if there is none.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field FLAGS = required(
                    "flags",
                    createArrayType(StringType),
                    "Sorted: CUT_END, CUT_START, FAST_LEG, GAP_END, GAP_START, SHORT_DISTANCE, SHORT_DURATION, TELEPORT.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field IS_OPEN = required(
                    "is_open",
                    BooleanType,
                    "Whether a ping still to come may change the row; by state, whether the trip may go on; by provider, whether it may without a silence.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field ENDS_SESSION = required(
                    "ends_session",
                    BooleanType,
                    "Whether the row ends at its session's last ping; it has GAP_END then, once the session is closed and if it was not cut.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field PARAMS_HASH =
            required("params_hash", StringType, "Identifies the parameters that made the row.");
    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The service day of the start.").from(Pings.TABLE, Pings.TIMESTAMP);

    public static final Table TABLE = Table.of(
                    "trips",
                    Layer.SILVER,
                    "A movement of one device between two long stays of a session; with --trip-source state (by state), a sequence of pings in a state of"
                            + " --trip-states; with --trip-source provider (by provider), all pings that carry one of the provider's trip ids.",
                    List.of(
                            TRIP_ID,
                            SESSION_ID,
                            PROVIDER_ID,
                            DEVICE_ID,
                            VEHICLE_ID,
                            VEHICLE_TYPE,
                            MODE,
                            PROVIDER_TRIP_IDS,
                            START_TIME,
                            END_TIME,
                            START_LAT,
                            START_LNG,
                            END_LAT,
                            END_LNG,
                            DURATION_S,
                            DISTANCE_M,
                            STRAIGHT_LINE_M,
                            MOVING_TIME_S,
                            MAX_SPEED_MPS,
                            AVG_SPEED_MPS,
                            EXTENT_M,
                            PING_COUNT,
                            FLAGGED_PING_COUNT,
                            MAX_GAP_S,
                            START_H3,
                            END_H3,
                            START_BATTERY_PERCENT,
                            END_BATTERY_PERCENT,
                            POLYLINE,
                            POINT_OFFSETS_S,
                            ORIGIN_STAY_ID,
                            DESTINATION_STAY_ID,
                            FLAGS,
                            IS_OPEN,
                            ENDS_SESSION,
                            PARAMS_HASH,
                            SERVICE_DATE),
                    List.of(PROVIDER_ID, DEVICE_ID, START_TIME, TRIP_ID))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID, START_TIME, END_TIME)
            .inFilesOf(20_000)
            .withChangeFeed();

    private Trips() {}
}
