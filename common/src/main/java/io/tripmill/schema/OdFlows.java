package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** Trips counted by the hour of their start and the cells, or zones of a file, between which they run; only those that are neither open nor short. */
public final class OdFlows {
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of the trips' starts.")
            .copiedFrom(Trips.TABLE, Trips.SERVICE_DATE);
    public static final Field HOUR_START = required(
                    "hour_start",
                    TimestampType,
                    "When the local hour of the trips' starts began, UTC; where the clock changed inside the hour, when it changed.")
            .from(Trips.TABLE, Trips.START_TIME);
    public static final Field LOCAL_HOUR = required(
                    "local_hour",
                    StringType,
                    "The hour on the clock of the lake's zone with its offset, such as 2026-10-25T02:00+01:00.")
            .from(Trips.TABLE, Trips.START_TIME);
    public static final Field ORIGIN_H3 = required(
                    "origin_h3", StringType, "H3 cell of the starts at --h3-resolution, or their zone of --zones.")
            .from(Trips.TABLE, Trips.START_LAT, Trips.START_LNG)
            .from(Parkings.TABLE, Parkings.LAT, Parkings.LNG);
    public static final Field DESTINATION_H3 = required(
                    "destination_h3", StringType, "H3 cell of the ends at --h3-resolution, or their zone of --zones.")
            .from(Trips.TABLE, Trips.END_LAT, Trips.END_LNG);
    public static final Field TRIPS = required(
                    "trips", LongType, "Trips that are neither open nor short, of all providers; never 0.")
            .aggregatedFrom(Trips.TABLE, Trips.IS_OPEN, Trips.FLAGS);
    public static final Field DISTANCE_M = required("distance_m", DoubleType, "Metres: the sum over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field DURATION_S = required("duration_s", DoubleType, "Seconds: the sum over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);

    public static final Field MEAN_DISTANCE_M = required("mean_distance_m", DoubleType, "Metres: the mean over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field MEDIAN_DISTANCE_M = required(
                    "median_distance_m",
                    DoubleType,
                    "Metres: the median over trips, the mean of the middle two if they are even in number.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field P90_DISTANCE_M = required(
                    "p90_distance_m",
                    DoubleType,
                    "Metres: what nine tenths of trips do not exceed, interpolated between the nearest two.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field STD_DISTANCE_M = required(
                    "std_distance_m",
                    DoubleType,
                    "Metres: the standard deviation over trips, which are all there are and no sample.")
            .aggregatedFrom(Trips.TABLE, Trips.DISTANCE_M);
    public static final Field MEAN_DURATION_S = required("mean_duration_s", DoubleType, "Seconds: the mean over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field MEDIAN_DURATION_S = required(
                    "median_duration_s", DoubleType, "Seconds: the median over trips.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field P90_DURATION_S = required("p90_duration_s", DoubleType, "Seconds: as p90_distance_m.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);
    public static final Field STD_DURATION_S = required("std_duration_s", DoubleType, "Seconds: as std_distance_m.")
            .aggregatedFrom(Trips.TABLE, Trips.DURATION_S);

    public static final Table TABLE = Table.of(
                    "od_flows",
                    Layer.GOLD,
                    "The trips from one cell to another that start in one local hour of a service day.",
                    List.of(
                            SERVICE_DATE,
                            HOUR_START,
                            LOCAL_HOUR,
                            ORIGIN_H3,
                            DESTINATION_H3,
                            TRIPS,
                            DISTANCE_M,
                            DURATION_S,
                            MEAN_DISTANCE_M,
                            MEDIAN_DISTANCE_M,
                            P90_DISTANCE_M,
                            STD_DISTANCE_M,
                            MEAN_DURATION_S,
                            MEDIAN_DURATION_S,
                            P90_DURATION_S,
                            STD_DURATION_S),
                    List.of(SERVICE_DATE, HOUR_START, ORIGIN_H3, DESTINATION_H3))
            .prunedBy(SERVICE_DATE, HOUR_START, ORIGIN_H3, DESTINATION_H3);

    private OdFlows() {}
}
