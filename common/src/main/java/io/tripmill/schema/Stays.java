package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;

/** Where a device dwelt. A stop is a station in MDS, so this is called a stay. */
public final class Stays {
    public static final Field STAY_ID = required(
                    "stay_id", StringType, "Derived from provider, device, start and parameters.")
            .from(Pings.TABLE, Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP);
    public static final Field SESSION_ID = required("session_id", StringType, "The session that the stay lies in.")
            .from(Pings.TABLE, Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Pings.TABLE, Pings.PROVIDER_ID);
    public static final Field DEVICE_ID = required("device_id", StringType, "The device, unique within its provider.")
            .copiedFrom(Pings.TABLE, Pings.DEVICE_ID);
    public static final Field START_TIME =
            required("start_time", TimestampType, "The first ping inside, UTC.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field END_TIME = required(
                    "end_time", TimestampType, "The last ping inside, UTC; the first outside with preset trackintel.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field DURATION_S =
            required("duration_s", DoubleType, "Seconds from start to end.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field LAT = required(
                    "lat", DoubleType, "Latitude of the centre, degrees: the mean of the pings inside.")
            .from(Pings.TABLE, Pings.LAT);
    public static final Field LNG = required(
                    "lng", DoubleType, "Longitude of the centre, degrees in [-180, 180): the mean of the pings inside.")
            .from(Pings.TABLE, Pings.LNG);
    public static final Field PING_COUNT =
            required("ping_count", LongType, "Unflagged pings inside.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field IS_OPEN = required(
                    "is_open", BooleanType, "Whether a ping still to come may change the row.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field FLAGS = required(
                    "flags", createArrayType(StringType), "Sorted: CUT_END, CUT_START, GAP_END, GAP_START, TELEPORT.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
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
                    "stays",
                    Layer.SILVER,
                    "A dwell of one device within a radius, inside a session.",
                    List.of(
                            STAY_ID,
                            SESSION_ID,
                            PROVIDER_ID,
                            DEVICE_ID,
                            START_TIME,
                            END_TIME,
                            DURATION_S,
                            LAT,
                            LNG,
                            PING_COUNT,
                            IS_OPEN,
                            FLAGS,
                            ENDS_SESSION,
                            PARAMS_HASH,
                            SERVICE_DATE),
                    List.of(PROVIDER_ID, DEVICE_ID, START_TIME))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID, START_TIME, END_TIME)
            .inFilesOf(20_000);

    private Stays() {}
}
