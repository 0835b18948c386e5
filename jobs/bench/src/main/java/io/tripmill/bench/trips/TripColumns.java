package io.tripmill.bench.trips;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createStructField;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One row for each trip: times in microseconds since 1970, places in degrees. */
final class TripColumns {
    /** avg_speed_mps is null where a trip takes no time. */
    static final StructType SCHEMA = DataTypes.createStructType(new StructField[] {
        createStructField("device_id", StringType, true),
        createStructField("start_us", LongType, true),
        createStructField("trip_id", StringType, true),
        createStructField("end_us", LongType, true),
        createStructField("start_lat", DoubleType, true),
        createStructField("start_lng", DoubleType, true),
        createStructField("end_lat", DoubleType, true),
        createStructField("end_lng", DoubleType, true),
        createStructField("distance_m", DoubleType, true),
        createStructField("duration_s", DoubleType, true),
        createStructField("moving_time_s", DoubleType, true),
        createStructField("max_speed_mps", DoubleType, true),
        createStructField("avg_speed_mps", DoubleType, true),
        createStructField("ping_count", LongType, true),
        createStructField("min_lat", DoubleType, true),
        createStructField("max_lat", DoubleType, true),
        createStructField("min_lng", DoubleType, true),
        createStructField("max_lng", DoubleType, true)
    });

    static final int DEVICE_ID = 0;
    static final int START_US = 1;

    private TripColumns() {}
}
