package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** Where vehicles stay, and how long. Every row of stays is counted in exactly one of {@link #VISITS} and {@link #OPEN_VISITS}. */
public final class StayZones {
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of the stays' starts.")
            .copiedFrom(Stays.TABLE, Stays.SERVICE_DATE);
    public static final Field STAY_H3 = required(
                    "stay_h3", StringType, "H3 cell of the stays' centres at --h3-resolution.")
            .from(Stays.TABLE, Stays.LAT, Stays.LNG);
    public static final Field PROVIDER_ID =
            required("provider_id", StringType, "Who sent the positions.").copiedFrom(Stays.TABLE, Stays.PROVIDER_ID);
    public static final Field VISITS =
            required("visits", LongType, "Stays that are over.").aggregatedFrom(Stays.TABLE, Stays.IS_OPEN);
    public static final Field OPEN_VISITS = required(
                    "open_visits", LongType, "Stays that a ping still to come may change.")
            .aggregatedFrom(Stays.TABLE, Stays.IS_OPEN);
    public static final Field VEHICLES = required(
                    "vehicles", LongType, "Devices that made visits, each once; don't add them.")
            .aggregatedFrom(Stays.TABLE, Stays.DEVICE_ID);
    public static final Field DWELL_S = required("dwell_s", DoubleType, "Seconds: the sum over visits.")
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field MEAN_DWELL_S = optional(
                    "mean_dwell_s", DoubleType, "Seconds: the mean over visits; null if visits is 0.")
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field MEDIAN_DWELL_S = optional(
                    "median_dwell_s", DoubleType, "Seconds: the median over visits; null if visits is 0.")
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field P90_DWELL_S = optional(
                    "p90_dwell_s",
                    DoubleType,
                    "Seconds: what nine tenths of visits do not exceed, interpolated between the nearest two; null if visits is 0.")
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);
    public static final Field STD_DWELL_S = optional(
                    "std_dwell_s",
                    DoubleType,
                    "Seconds: the standard deviation over visits, which are all there are and no sample; null if visits is 0.")
            .aggregatedFrom(Stays.TABLE, Stays.START_TIME, Stays.END_TIME);

    public static final Table TABLE = Table.of(
                    "stay_zones",
                    Layer.GOLD,
                    "The stays of one provider in one cell that begin on one service day.",
                    List.of(
                            SERVICE_DATE,
                            STAY_H3,
                            PROVIDER_ID,
                            VISITS,
                            OPEN_VISITS,
                            VEHICLES,
                            DWELL_S,
                            MEAN_DWELL_S,
                            MEDIAN_DWELL_S,
                            P90_DWELL_S,
                            STD_DWELL_S),
                    List.of(SERVICE_DATE, STAY_H3, PROVIDER_ID))
            .prunedBy(SERVICE_DATE, STAY_H3);

    private StayZones() {}
}
