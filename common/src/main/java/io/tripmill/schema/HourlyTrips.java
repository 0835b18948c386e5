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
 * Trips counted by the hour and the cell in which they start. Every row of trips is counted in exactly one of {@link #TRIPS},
 * {@link #SHORT_TRIPS} and {@link #OPEN_TRIPS} of exactly one row.
 */
public final class HourlyTrips {
    /** Stands in {@link #VEHICLE_TYPE} and {@link #MODE} for trips that name none. */
    public static final String UNKNOWN = "unknown";

    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The service day of the trips' starts.");
    public static final Field HOUR_START = required(
            "hour_start",
            TimestampType,
            "When the local hour of the trips' starts began, UTC; where the clock changed inside the hour, when it changed.");
    public static final Field LOCAL_HOUR = required(
            "local_hour",
            StringType,
            "The hour on the clock of the lake's zone with its offset, such as 2026-10-25T02:00+01:00.");
    public static final Field START_H3 = required("start_h3", StringType, "H3 cell of the starts at --h3-resolution.");
    public static final Field PROVIDER_ID = required("provider_id", StringType, "Who sent the positions.");
    public static final Field VEHICLE_TYPE =
            required("vehicle_type", StringType, "As the trips name it; unknown where they name none.");
    public static final Field MODE =
            required("mode", StringType, "As the trips name it; unknown where they name none.");
    public static final Field TRIPS = required("trips", LongType, "Trips that are neither open nor short.");
    public static final Field SHORT_TRIPS =
            required("short_trips", LongType, "Trips flagged SHORT_DISTANCE or SHORT_DURATION that are not open.");
    public static final Field OPEN_TRIPS =
            required("open_trips", LongType, "Trips that a ping still to come may change.");
    public static final Field DISTANCE_M = required("distance_m", DoubleType, "Metres: the sum over trips.");
    public static final Field DURATION_S = required("duration_s", DoubleType, "Seconds: the sum over trips.");
    public static final Field MEAN_DISTANCE_M =
            optional("mean_distance_m", DoubleType, "Metres: the mean over trips; null if trips is 0.");
    public static final Field MEAN_DURATION_S =
            optional("mean_duration_s", DoubleType, "Seconds: the mean over trips; null if trips is 0.");

    public static final Table TABLE = Table.of(
                    "hourly_trips",
                    Layer.GOLD,
                    "The trips of one provider, vehicle type and mode that start in one cell in one local hour of a service day.",
                    List.of(
                            SERVICE_DATE,
                            HOUR_START,
                            LOCAL_HOUR,
                            START_H3,
                            PROVIDER_ID,
                            VEHICLE_TYPE,
                            MODE,
                            TRIPS,
                            SHORT_TRIPS,
                            OPEN_TRIPS,
                            DISTANCE_M,
                            DURATION_S,
                            MEAN_DISTANCE_M,
                            MEAN_DURATION_S),
                    List.of(SERVICE_DATE, HOUR_START, START_H3, PROVIDER_ID, VEHICLE_TYPE, MODE))
            .prunedBy(SERVICE_DATE, HOUR_START, START_H3);

    private HourlyTrips() {}
}
