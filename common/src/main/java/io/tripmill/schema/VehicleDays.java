package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/**
 * What a device did on a service day. Every moment of the day is exactly one of moving, stopped, parked and silent: these four add up to
 * {@link #DAY_S}, to the microsecond. Trips count on the day on which they start, as in {@link DailyTrips}; their time counts on the
 * day on which it passes.
 */
public final class VehicleDays {
    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The service day.").copiedFrom(Pings.TABLE, Pings.SERVICE_DATE);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Pings.TABLE, Pings.PROVIDER_ID);
    public static final Field DEVICE_ID = required("device_id", StringType, "The device, unique within its provider.")
            .copiedFrom(Pings.TABLE, Pings.DEVICE_ID);
    public static final Field DAY_S = required(
                    "day_s",
                    DoubleType,
                    "Seconds: the length of the service day; 82800 or 90000 where the clock changes by an hour.")
            .from(Pings.TABLE, Pings.SERVICE_DATE);
    public static final Field PING_COUNT =
            required("ping_count", LongType, "Positions of the day.").aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field TRIPS = required(
                    "trips", LongType, "Trips that start on the day and are neither open nor short.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field SHORT_TRIPS = required(
                    "short_trips",
                    LongType,
                    "Trips that start on the day, flagged SHORT_DISTANCE or SHORT_DURATION, and are not open.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field OPEN_TRIPS = required(
                    "open_trips", LongType, "Trips that start on the day and that a ping still to come may change.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN);
    public static final Field DISTANCE_M = required("distance_m", DoubleType, "Metres: the sum over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field FIRST_USE = optional(
                    "first_use", TimestampType, "When the first of trips starts, UTC; null if trips is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME);
    public static final Field LAST_USE = optional(
                    "last_use", TimestampType, "When the last of trips ends, UTC; null if trips is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.END_TIME);
    public static final Field IDLE_BETWEEN_TRIPS_S = optional(
                    "idle_between_trips_s",
                    DoubleType,
                    "Seconds from first_use to last_use less those in trips; null if trips is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME, Trips.DURATION_S);
    public static final Field MOVING_S = required(
                    "moving_s",
                    DoubleType,
                    "Seconds of the day in trips that are neither open nor short, whenever they started, less the stays inside.")
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME)
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field STOPPED_S = required(
                    "stopped_s", DoubleType, "Seconds of the day in which the device spoke and did not move.")
            .aggregatedFrom(Sessions.TABLE, Sessions.START_TIME, Sessions.END_TIME)
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME)
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field PARKED_S = required(
                    "parked_s",
                    DoubleType,
                    "Seconds of the day between two sessions where the second begins within --stay-radius-m of the first one's end, and on the same"
                            + " service day or the next one.")
            .aggregatedFrom(Sessions.TABLE, Sessions.START_TIME, Sessions.END_TIME)
            .aggregatedFrom(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field SILENT_S = required(
                    "silent_s", DoubleType, "Seconds of the day of which nothing is known: all the others.")
            .aggregatedFrom(Sessions.TABLE, Sessions.START_TIME, Sessions.END_TIME)
            .aggregatedFrom(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field UTILISATION = required("utilisation", DoubleType, "moving_s by day_s, 0 to 1.")
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME)
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field TURNOVER = required(
                    "turnover",
                    DoubleType,
                    "Trips in 24 hours: trips by day_s, times 86400; its mean over vehicles is that of the fleet.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field START_BATTERY_PERCENT = optional(
                    "start_battery_percent", IntegerType, "The first charge that a ping of the day tells.")
            .aggregatedFrom(Pings.TABLE, Pings.BATTERY_PERCENT);
    public static final Field END_BATTERY_PERCENT = optional(
                    "end_battery_percent", IntegerType, "The last charge that a ping of the day tells.")
            .aggregatedFrom(Pings.TABLE, Pings.BATTERY_PERCENT);
    public static final Field LOW_BATTERY_PERCENT = optional(
                    "low_battery_percent", IntegerType, "The lowest charge that a ping of the day tells.")
            .aggregatedFrom(Pings.TABLE, Pings.BATTERY_PERCENT);
    public static final Field LOW_BATTERY_TIME = optional(
                    "low_battery_time", TimestampType, "When a ping first told the lowest charge, UTC.")
            .aggregatedFrom(Pings.TABLE, Pings.BATTERY_PERCENT, Pings.TIMESTAMP);

    public static final Table TABLE = Table.of(
                    "vehicle_days",
                    Layer.GOLD,
                    "One device on one service day on which it sent a position.",
                    List.of(
                            SERVICE_DATE,
                            PROVIDER_ID,
                            DEVICE_ID,
                            DAY_S,
                            PING_COUNT,
                            TRIPS,
                            SHORT_TRIPS,
                            OPEN_TRIPS,
                            DISTANCE_M,
                            FIRST_USE,
                            LAST_USE,
                            IDLE_BETWEEN_TRIPS_S,
                            MOVING_S,
                            STOPPED_S,
                            PARKED_S,
                            SILENT_S,
                            UTILISATION,
                            TURNOVER,
                            START_BATTERY_PERCENT,
                            END_BATTERY_PERCENT,
                            LOW_BATTERY_PERCENT,
                            LOW_BATTERY_TIME),
                    List.of(SERVICE_DATE, PROVIDER_ID, DEVICE_ID))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID);

    private VehicleDays() {}
}
