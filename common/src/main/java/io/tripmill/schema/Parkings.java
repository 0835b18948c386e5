package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** Where devices were parked while they were silent. Split at midnight, their durations are {@link VehicleDays#PARKED_S}. */
public final class Parkings {
    public static final Field SERVICE_DATE = required(
                    "service_date", DateType, "The service day on which the device speaks again.")
            .from(Sessions.TABLE, Sessions.START_TIME);
    public static final Field PROVIDER_ID = required("provider_id", StringType, "Who sent the positions.")
            .copiedFrom(Sessions.TABLE, Sessions.PROVIDER_ID);
    public static final Field DEVICE_ID = required("device_id", StringType, "The device, unique within its provider.")
            .copiedFrom(Sessions.TABLE, Sessions.DEVICE_ID);
    public static final Field START_TIME = required(
                    "start_time", TimestampType, "The last ping before the silence, UTC.")
            .copiedFrom(Sessions.TABLE, Sessions.END_TIME);
    public static final Field END_TIME = required("end_time", TimestampType, "The first ping after it, UTC.")
            .copiedFrom(Sessions.TABLE, Sessions.START_TIME);
    public static final Field DURATION_S = required("duration_s", DoubleType, "Seconds from start to end.")
            .from(Sessions.TABLE, Sessions.START_TIME, Sessions.END_TIME);
    public static final Field LAT = required("lat", DoubleType, "Latitude of the last ping before, degrees.")
            .copiedFrom(Pings.TABLE, Pings.LAT);
    public static final Field LNG = required("lng", DoubleType, "Longitude of the last ping before, degrees.")
            .copiedFrom(Pings.TABLE, Pings.LNG);
    public static final Field PARKING_H3 = required(
                    "parking_h3", StringType, "H3 cell of the last ping before, at --h3-resolution.")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field NEXT_TRIP_START_TIME = optional(
                    "next_trip_start_time",
                    TimestampType,
                    "When the first trip of the session after the silence starts, UTC, if it is neither open nor short and starts on the service"
                            + " day of end_time or the next one; it counts as one from the place of parking. Null otherwise.")
            .copiedFrom(Trips.TABLE, Trips.START_TIME);

    public static final Table TABLE = Table.of(
                    "parkings",
                    Layer.GOLD,
                    "A silence of one device that ends within --stay-radius-m of where it began, and on the same service day or the next.",
                    List.of(
                            SERVICE_DATE,
                            PROVIDER_ID,
                            DEVICE_ID,
                            START_TIME,
                            END_TIME,
                            DURATION_S,
                            LAT,
                            LNG,
                            PARKING_H3,
                            NEXT_TRIP_START_TIME),
                    List.of(SERVICE_DATE, PROVIDER_ID, DEVICE_ID, START_TIME))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID)
            .withChangeFeed();

    private Parkings() {}
}
