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
 * Trips counted by the hour and the cell, or zone of a file, in which they start. Every row of trips is counted in exactly one of {@link #TRIPS},
 * {@link #SHORT_TRIPS} and {@link #OPEN_TRIPS} of exactly one row; of those in {@link #TRIPS} the end is counted once too, in
 * {@link #TRIPS_ENDED} of the same service date. All other figures are of {@link #TRIPS}.
 */
public final class HourlyTrips {
    /** Stands in {@link #VEHICLE_TYPE} and {@link #MODE} for trips that name none. */
    public static final String UNKNOWN = "unknown";

    /** Stands in place of a zone for places that lie in none of the zones of a file. */
    public static final String OUTSIDE = "outside";

    public static final Field SERVICE_DATE = required(
                    "service_date",
                    DateType,
                    "The service day of the trips' starts, also for those that end on the next one.")
            .copiedFrom(Trips.TABLE, Trips.SERVICE_DATE);
    public static final Field HOUR_START = required(
                    "hour_start",
                    TimestampType,
                    "When the local hour of the starts, and for trips_ended of the ends, began, UTC; where the clock changed inside the hour, when it"
                            + " changed.")
            .from(Trips.TABLE, Trips.START_TIME, Trips.END_TIME);
    public static final Field LOCAL_HOUR = required(
                    "local_hour",
                    StringType,
                    "The hour on the clock of the lake's zone with its offset, such as 2026-10-25T02:00+01:00.")
            .from(Trips.TABLE, Trips.START_TIME, Trips.END_TIME);
    public static final Field START_H3 = required(
                    "start_h3",
                    StringType,
                    "H3 cell at --h3-resolution, or zone of --zones: of the starts, and of the ends where trips_ended are counted.")
            .from(Trips.TABLE, Trips.START_LAT, Trips.START_LNG, Trips.END_LAT, Trips.END_LNG)
            .from(Parkings.TABLE, Parkings.LAT, Parkings.LNG);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Trips.TABLE, Trips.PROVIDER_ID);
    public static final Field VEHICLE_TYPE = required(
                    "vehicle_type", StringType, "As the trips name it; unknown where they name none.")
            .from(Trips.TABLE, Trips.VEHICLE_TYPE);
    public static final Field MODE = required("mode", StringType, "As the trips name it; unknown where they name none.")
            .from(Trips.TABLE, Trips.MODE);
    public static final Field TRIPS = required(
                    "trips", LongType, "Trips that are neither open nor short (MDS: trips.start_loc.count).")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field SHORT_TRIPS = required(
                    "short_trips", LongType, "Trips flagged SHORT_DISTANCE or SHORT_DURATION that are not open.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field OPEN_TRIPS = required(
                    "open_trips", LongType, "Trips that a ping still to come may change.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN);
    public static final Field TRIPS_ENDED = required(
                    "trips_ended",
                    LongType,
                    "Trips of the same service day, neither open nor short, that end in the cell (MDS: trips.end_loc.count).")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS, Trips.END_TIME);
    public static final Field VEHICLES = required(
                    "vehicles",
                    LongType,
                    "Devices that made trips, each once; vehicles of two rows may be the same, so don't add.")
            .aggregatedFrom(Trips.TABLE, Trips.DEVICE_ID);
    public static final Field DISTANCE_M = required(
                    "distance_m", DoubleType, "Metres: the sum over trips (MDS: trips.start_loc_distance.sum).")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field MEAN_DISTANCE_M = optional(
                    "mean_distance_m",
                    DoubleType,
                    "Metres: the mean over trips; null if trips is 0 (MDS: trips.start_loc_distance.avg).")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field MEDIAN_DISTANCE_M = optional(
                    "median_distance_m",
                    DoubleType,
                    "Metres: the median over trips, the mean of the middle two if they are even in number; null if trips is 0 (MDS:"
                            + " trips.start_loc_distance.med).")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field P90_DISTANCE_M = optional(
                    "p90_distance_m",
                    DoubleType,
                    "Metres: what nine tenths of trips do not exceed, interpolated between the nearest two; null if trips is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field STD_DISTANCE_M = optional(
                    "std_distance_m",
                    DoubleType,
                    "Metres: the standard deviation over trips, which are all there are and no sample; null if trips is 0 (MDS:"
                            + " trips.start_loc_distance.std).")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field DURATION_S = required(
                    "duration_s", DoubleType, "Seconds: the sum over trips (MDS: trips.start_loc_duration.sum).")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field MEAN_DURATION_S = optional(
                    "mean_duration_s",
                    DoubleType,
                    "Seconds: the mean over trips; null if trips is 0 (MDS: trips.start_loc_duration.avg).")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field MEDIAN_DURATION_S = optional(
                    "median_duration_s",
                    DoubleType,
                    "Seconds: the median over trips; null if trips is 0 (MDS: trips.start_loc_duration.med).")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field P90_DURATION_S = optional(
                    "p90_duration_s", DoubleType, "Seconds: as p90_distance_m; null if trips is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field STD_DURATION_S = optional(
                    "std_duration_s",
                    DoubleType,
                    "Seconds: as std_distance_m; null if trips is 0 (MDS: trips.start_loc_duration.std).")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field MOVING_TIME_S = required(
                    "moving_time_s",
                    DoubleType,
                    "Seconds: the sum over trips of the duration less the short stays inside.")
            .aggregatedFrom(Trips.TABLE, Trips.MOVING_TIME_S);
    public static final Field MOVING_SHARE = optional(
                    "moving_share", DoubleType, "moving_time_s by duration_s, 0 to 1; null if duration_s is 0.")
            .aggregatedFrom(Trips.TABLE, Trips.MOVING_TIME_S, Trips.DURATION_S);

    public static final Field WEEKDAY = required(
                    "weekday", IntegerType, "The day of the week of service_date: 1 is Monday, 7 is Sunday.")
            .from(Trips.TABLE, Trips.SERVICE_DATE);
    public static final Field DAY_KIND = optional(
                    "day_kind",
                    StringType,
                    "What the file of --calendar calls service_date, such as public_holiday; null where it does not name it.")
            .from(Trips.TABLE, Trips.SERVICE_DATE);

    public static final Table TABLE = Table.of(
                    "hourly_trips",
                    Layer.GOLD,
                    "The trips of one provider, vehicle type and mode that start in one cell in one local hour of a service day, and how many"
                            + " end there.",
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
                            MEAN_DURATION_S,
                            TRIPS_ENDED,
                            VEHICLES,
                            MEDIAN_DISTANCE_M,
                            P90_DISTANCE_M,
                            STD_DISTANCE_M,
                            MEDIAN_DURATION_S,
                            P90_DURATION_S,
                            STD_DURATION_S,
                            MOVING_TIME_S,
                            MOVING_SHARE,
                            WEEKDAY,
                            DAY_KIND),
                    List.of(SERVICE_DATE, HOUR_START, START_H3, PROVIDER_ID, VEHICLE_TYPE, MODE))
            .prunedBy(SERVICE_DATE, HOUR_START, START_H3);

    private HourlyTrips() {}
}
