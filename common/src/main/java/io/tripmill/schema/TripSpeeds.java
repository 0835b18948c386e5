package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/**
 * How fast vehicles on trips were, by cell and hour. A leg joins two consecutive pings of a trip that is neither open nor short. Every leg
 * is counted in exactly one of {@link #LEGS} and {@link #SKIPPED_LEGS}; all other figures are of {@link #LEGS}.
 */
public final class TripSpeeds {
    public static final Field SERVICE_DATE = required(
                    "service_date", DateType, "The service day of the legs' first pings.")
            .copiedFrom(Pings.TABLE, Pings.SERVICE_DATE);
    public static final Field HOUR_START = required(
                    "hour_start",
                    TimestampType,
                    "When the local hour of the legs' first pings began, UTC; where the clock changed inside the hour, when it changed.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field LOCAL_HOUR = required(
                    "local_hour",
                    StringType,
                    "The hour on the clock of the lake's zone with its offset, such as 2026-10-25T02:00+01:00.")
            .from(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field LEG_H3 = required(
                    "leg_h3", StringType, "H3 cell around the middle of the legs, at --h3-resolution.")
            .from(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Trips.TABLE, Trips.PROVIDER_ID);
    public static final Field VEHICLE_TYPE = required(
                    "vehicle_type", StringType, "As the trips name it; unknown where they name none.")
            .from(Trips.TABLE, Trips.VEHICLE_TYPE);
    public static final Field LEGS = required(
                    "legs", LongType, "Legs that are not skipped, those without movement included.")
            .aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG)
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME);
    public static final Field SKIPPED_LEGS = required(
                    "skipped_legs",
                    LongType,
                    "Legs that say nothing of the road: longer than --longest-leg, faster than --max-speed-kmh, or within one instant.")
            .aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG)
            .aggregatedFrom(Trips.TABLE, Trips.START_TIME, Trips.END_TIME);
    public static final Field VEHICLES = required(
                    "vehicles", LongType, "Devices of the legs, each once; don't add them.")
            .aggregatedFrom(Pings.TABLE, Pings.DEVICE_ID);
    public static final Field DISTANCE_M = required("distance_m", DoubleType, "Metres: the sum over legs.")
            .aggregatedFrom(Pings.TABLE, Pings.LAT, Pings.LNG);
    public static final Field TIME_S =
            required("time_s", DoubleType, "Seconds: the sum over legs.").aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP);
    public static final Field MEAN_SPEED_MPS = optional(
                    "mean_speed_mps", DoubleType, "Metres a second: distance_m by time_s; null if legs is 0.")
            .aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field MEDIAN_SPEED_MPS = optional(
                    "median_speed_mps",
                    DoubleType,
                    "Metres a second: the median of the legs' speeds, each leg once; null if legs is 0.")
            .aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);
    public static final Field P85_SPEED_MPS = optional(
                    "p85_speed_mps",
                    DoubleType,
                    "Metres a second: what 85 of 100 legs do not exceed, interpolated between the nearest two; null if legs is 0.")
            .aggregatedFrom(Pings.TABLE, Pings.TIMESTAMP, Pings.LAT, Pings.LNG);

    public static final Table TABLE = Table.of(
                    "trip_speeds",
                    Layer.GOLD,
                    "The speeds of one provider's vehicles of one type in one cell in one local hour of a service day.",
                    List.of(
                            SERVICE_DATE,
                            HOUR_START,
                            LOCAL_HOUR,
                            LEG_H3,
                            PROVIDER_ID,
                            VEHICLE_TYPE,
                            LEGS,
                            SKIPPED_LEGS,
                            VEHICLES,
                            DISTANCE_M,
                            TIME_S,
                            MEAN_SPEED_MPS,
                            MEDIAN_SPEED_MPS,
                            P85_SPEED_MPS),
                    List.of(SERVICE_DATE, HOUR_START, LEG_H3, PROVIDER_ID, VEHICLE_TYPE))
            .prunedBy(SERVICE_DATE, HOUR_START, LEG_H3);

    private TripSpeeds() {}
}
