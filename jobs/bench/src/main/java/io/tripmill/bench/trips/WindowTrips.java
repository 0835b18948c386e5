package io.tripmill.bench.trips;

import static io.tripmill.bench.trips.TripRules.GAP_US;
import static io.tripmill.bench.trips.TripRules.STANDING_MPS;
import static io.tripmill.bench.trips.TripRules.STOP_US;
import static org.apache.spark.sql.functions.asin;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.radians;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.geo.Haversine;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The trips by window functions, as one writes them in Spark: all windows over pings share one specification, so that there is one
 * shuffle and one sort; stands are told from trips in a second pass over sequences of equally slow pings, of which there are few.
 */
final class WindowTrips {
    private static final WindowSpec BY_TIME =
            Window.partitionBy(col("device_id")).orderBy(col("us"));
    private static final WindowSpec BY_SEQUENCE =
            Window.partitionBy(col("device_id")).orderBy(col("sequence"));

    private WindowTrips() {}

    /**
     * @param pings with device_id, timestamp, lat, lng and speed
     */
    static Dataset<Row> of(Dataset<Row> pings) {
        return trips(sequences(legs(distinct(pings.select(
                col("device_id"),
                unix_micros(col("timestamp")).as("us"),
                col("lat"),
                col("lng"),
                col("speed").cast("double").as("speed"))))));
    }

    private static Dataset<Row> distinct(Dataset<Row> pings) {
        return pings.withColumn("us_before", lag(col("us"), 1).over(BY_TIME))
                .filter(col("us_before").isNull().or(col("us").gt(col("us_before"))))
                .drop("us_before");
    }

    private static Dataset<Row> legs(Dataset<Row> pings) {
        Column isSlow = col("speed").lt(STANDING_MPS);
        Column silence = col("us").minus(col("us_before"));
        Column opensRun = coalesce(silence.gt(GAP_US), lit(true));
        Column opensSequence =
                opensRun.or(col("is_slow").notEqual(lag(col("is_slow"), 1).over(BY_TIME)));
        return pings.withColumn("is_slow", isSlow)
                .withColumn("us_before", lag(col("us"), 1).over(BY_TIME))
                .withColumn("lat_before", lag(col("lat"), 1).over(BY_TIME))
                .withColumn("lng_before", lag(col("lng"), 1).over(BY_TIME))
                .withColumn("opens_sequence", opensSequence)
                .withColumn("opens_run", opensRun)
                .withColumn("leg_m", haversine())
                .withColumn("moving_us", when(col("is_slow"), lit(0L)).otherwise(silence))
                .withColumn("sequence", sum(col("opens_sequence").cast("long")).over(BY_TIME));
    }

    private static Column haversine() {
        Column sinHalfLat = sin(radians(col("lat").minus(col("lat_before"))).divide(2));
        Column sinHalfLng = sin(radians(col("lng").minus(col("lng_before"))).divide(2));
        Column haversine = sinHalfLat
                .multiply(sinHalfLat)
                .plus(cos(radians(col("lat")))
                        .multiply(cos(radians(col("lat_before"))))
                        .multiply(sinHalfLng)
                        .multiply(sinHalfLng));
        return lit(2 * Haversine.EARTH_RADIUS_M).multiply(asin(sqrt(haversine)));
    }

    /** One row for each longest sequence of pings that are all slow or all not, without a long silence. */
    private static Dataset<Row> sequences(Dataset<Row> legs) {
        Column place = struct(col("lat"), col("lng"));
        Column isInside = not(col("opens_sequence"));
        return legs.groupBy(col("device_id"), col("sequence"))
                .agg(
                        first(col("is_slow")).as("is_slow"),
                        max(col("opens_run")).as("opens_run"),
                        min(col("us")).as("start_us"),
                        max(col("us")).as("end_us"),
                        min_by(place, col("us")).as("start"),
                        max_by(place, col("us")).as("end"),
                        sum(when(isInside, col("leg_m"))).as("inner_m"),
                        sum(when(isInside, col("moving_us"))).as("inner_us"),
                        max(when(col("opens_sequence"), col("leg_m"))).as("entry_m"),
                        max(when(col("opens_sequence"), col("moving_us"))).as("entry_us"),
                        max(col("speed")).as("max_speed"),
                        count(lit(1)).as("pings"),
                        min(col("lat")).as("min_lat"),
                        max(col("lat")).as("max_lat"),
                        min(col("lng")).as("min_lng"),
                        max(col("lng")).as("max_lng"));
    }

    private static Dataset<Row> trips(Dataset<Row> sequences) {
        Column isStop = col("is_slow").and(col("end_us").minus(col("start_us")).geq(STOP_US));
        Column opensTrip = col("opens_run").or(coalesce(lag(col("is_stop"), 1).over(BY_SEQUENCE), lit(true)));
        Column continues = not(col("opens_trip"));
        Column durationS = col("end_us").minus(col("start_us")).divide(1e6);
        return sequences
                .withColumn("is_stop", isStop)
                .withColumn("opens_trip", opensTrip)
                .withColumn("trip", sum(col("opens_trip").cast("long")).over(BY_SEQUENCE))
                .filter(not(col("is_stop")))
                .groupBy(col("device_id"), col("trip"))
                .agg(
                        min(col("start_us")).as("start_us"),
                        max(col("end_us")).as("end_us"),
                        min_by(col("start"), col("start_us")).as("start"),
                        max_by(col("end"), col("end_us")).as("end"),
                        sum(coalesce(col("inner_m"), lit(0.0))
                                        .plus(when(continues, col("entry_m")).otherwise(0.0)))
                                .as("distance_m"),
                        sum(coalesce(col("inner_us"), lit(0L))
                                        .plus(when(continues, col("entry_us")).otherwise(0L)))
                                .as("moving_us"),
                        max(col("max_speed")).as("max_speed_mps"),
                        sum(col("pings")).as("ping_count"),
                        min(col("min_lat")).as("min_lat"),
                        max(col("max_lat")).as("max_lat"),
                        min(col("min_lng")).as("min_lng"),
                        max(col("max_lng")).as("max_lng"))
                .withColumn("start_lat", col("start.lat"))
                .withColumn("start_lng", col("start.lng"))
                .withColumn("end_lat", col("end.lat"))
                .withColumn("end_lng", col("end.lng"))
                .withColumn(
                        "trip_id",
                        md5(concat(col("device_id"), lit(":"), col("start_us").cast("string"))))
                .withColumn("duration_s", durationS)
                .withColumn("moving_time_s", col("moving_us").divide(1e6))
                .withColumn(
                        "avg_speed_mps",
                        when(col("duration_s").gt(0), col("distance_m").divide(col("duration_s"))))
                .select(Arrays.stream(TripColumns.SCHEMA.fieldNames())
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(Column[]::new));
    }
}
