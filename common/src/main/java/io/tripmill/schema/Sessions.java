package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;

/** What a device did without falling silent. */
public final class Sessions {
    public static final Field SESSION_ID = required(
                    "session_id", StringType, "Derived from provider, device, start and parameters.")
            .from(Pings.TABLE, Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Pings.TABLE, Pings.PROVIDER_ID);
    public static final Field DEVICE_ID = required("device_id", StringType, "The device, unique within its provider.")
            .copiedFrom(Pings.TABLE, Pings.DEVICE_ID);
    public static final Field START_TIME =
            required("start_time", TimestampType, "The first ping, UTC.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field END_TIME =
            required("end_time", TimestampType, "The last ping, UTC.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field DURATION_S =
            required("duration_s", DoubleType, "Seconds from start to end.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field PING_COUNT =
            required("ping_count", LongType, "Pings, flagged ones included.").from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field FLAGGED_PING_COUNT = required(
                    "flagged_ping_count", LongType, "Pings flagged as teleports.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field DISTANCE_M = required(
                    "distance_m", DoubleType, "Metres: the sum of the legs between unflagged pings.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field MAX_GAP_S = required(
                    "max_gap_s", DoubleType, "The longest silence inside, seconds; 0 for a lone ping.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field PROVIDER_TRIP_IDS = optional(
                    "provider_trip_ids",
                    createArrayType(StringType),
                    "With --trip-source provider, the provider's trips that its pings name, cancelled ones included: sorted, maybe"
                            + " none. Null with other sources.")
            .from(Pings.TABLE, Pings.TRIP_IDS, Pings.CANCELLED_TRIP_IDS);
    public static final Field IS_OPEN = required(
                    "is_open", BooleanType, "Whether a ping still to come may change the row.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field FLAGS = required(
                    "flags",
                    createArrayType(StringType),
                    "Sorted: CUT_END, CUT_START, FAST_LEG, GAP_END, GAP_START, TELEPORT.")
            .from(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field PARAMS_HASH =
            required("params_hash", StringType, "Identifies the parameters that made the row.");
    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The service day of the start.").from(Pings.TABLE, Pings.TIMESTAMP);

    public static final Table TABLE = Table.of(
                    "sessions",
                    Layer.SILVER,
                    "A stretch of pings of one device without a silence longer than the session gap.",
                    List.of(
                            SESSION_ID,
                            PROVIDER_ID,
                            DEVICE_ID,
                            START_TIME,
                            END_TIME,
                            DURATION_S,
                            PING_COUNT,
                            FLAGGED_PING_COUNT,
                            DISTANCE_M,
                            MAX_GAP_S,
                            PROVIDER_TRIP_IDS,
                            IS_OPEN,
                            FLAGS,
                            PARAMS_HASH,
                            SERVICE_DATE),
                    List.of(PROVIDER_ID, DEVICE_ID, START_TIME))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID, START_TIME, END_TIME)
            .inFilesOf(20_000)
            .withChangeFeed();

    private Sessions() {}
}
