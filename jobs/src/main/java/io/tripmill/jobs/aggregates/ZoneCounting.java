package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts trips for all tables at once: one scan, one shuffle and one sort of a few columns. Hours, days and flows share them, since all
 * are of one zone and one service date; their exact percentiles and deviations come from the same sorted numbers.
 *
 * @param counted rows for all tables, told apart by {@link ZoneCounts#OF}
 */
record ZoneCounting(Dataset<Row> counted, LocalHours hours) {
    private static final String ZONE = "zone";
    private static final String KIND = "kind";
    private static final DataType WHOLE = DataTypes.createDecimalType(20, 0);

    /** Each trip is of one kind, so that none is counted twice or lost; a complete one has an end besides. */
    enum Kind {
        OPEN,
        SHORT,
        COMPLETE,
        END
    }

    static ZoneCounting of(Dataset<Row> trips, LocalHours hours, Zoning zones) {
        Column isShort = array_contains(Trips.FLAGS.col(), Trips.SHORT_DISTANCE)
                .or(array_contains(Trips.FLAGS.col(), Trips.SHORT_DURATION));
        Column kinds = when(Trips.IS_OPEN.col(), array(lit(Kind.OPEN.name())))
                .when(isShort, array(lit(Kind.SHORT.name())))
                .otherwise(array(lit(Kind.COMPLETE.name()), lit(Kind.END.name())));
        Column isEnd = col(KIND).equalTo(Kind.END.name());
        Column durationUs = unix_micros(Trips.END_TIME.col()).minus(unix_micros(Trips.START_TIME.col()));
        Dataset<Row> startsAndEnds = trips.select(
                        Trips.SERVICE_DATE.col(),
                        zones.start().as("start_zone"),
                        zones.end().as("end_zone"),
                        explode(kinds).as(KIND),
                        Trips.START_TIME.col(),
                        Trips.END_TIME.col(),
                        Trips.PROVIDER_ID.col(),
                        knownOrNot(Trips.VEHICLE_TYPE).as(Trips.VEHICLE_TYPE.name()),
                        knownOrNot(Trips.MODE).as(Trips.MODE.name()),
                        Trips.DEVICE_ID.col(),
                        whole(Trips.DISTANCE_M, 1000).as("distance_mm"),
                        durationUs.as("duration_us"),
                        whole(Trips.MOVING_TIME_S, 1_000_000).as("moving_us"))
                .select(
                        Trips.SERVICE_DATE.col(),
                        when(isEnd, col("end_zone"))
                                .otherwise(col("start_zone"))
                                .as(ZONE),
                        col(KIND),
                        unix_micros(hours.start(
                                        when(isEnd, Trips.END_TIME.col()).otherwise(Trips.START_TIME.col())))
                                .as("hour_us"),
                        Trips.PROVIDER_ID.col(),
                        Trips.VEHICLE_TYPE.col(),
                        Trips.MODE.col(),
                        onlyOfComplete(col("end_zone")),
                        onlyOfComplete(Trips.DEVICE_ID.col()),
                        onlyOfComplete(col("distance_mm")),
                        onlyOfComplete(col("duration_us")),
                        onlyOfComplete(col("moving_us")));
        Column[] key = {Trips.SERVICE_DATE.col(), col(ZONE)};
        return new ZoneCounting(
                startsAndEnds
                        .repartition(key)
                        .sortWithinPartitions(key)
                        .mapPartitions(new ZoneCounts(), Encoders.row(ZoneCounts.schema())),
                hours);
    }

    Dataset<Row> hourlyTrips() {
        return withHour(of(ZoneCounts.By.HOUR));
    }

    Dataset<Row> dailyTrips() {
        return of(ZoneCounts.By.DAY);
    }

    Dataset<Row> odFlows() {
        return withHour(withOrigin(of(ZoneCounts.By.HOURLY_FLOW)));
    }

    Dataset<Row> dailyOdFlows() {
        return withOrigin(of(ZoneCounts.By.DAILY_FLOW));
    }

    private Dataset<Row> of(ZoneCounts.By by) {
        return counted.filter(col(ZoneCounts.OF).equalTo(by.name()));
    }

    private static Dataset<Row> withOrigin(Dataset<Row> flows) {
        return flows.withColumnRenamed(HourlyTrips.START_H3.name(), OdFlows.ORIGIN_H3.name());
    }

    private Dataset<Row> withHour(Dataset<Row> rows) {
        Column start = timestamp_micros(col(ZoneCounts.HOUR_US));
        return rows.select(col("*"), HourlyTrips.HOUR_START.is(start), HourlyTrips.LOCAL_HOUR.is(hours.text(start)));
    }

    private static Column onlyOfComplete(Column value) {
        return when(col(KIND).equalTo(Kind.COMPLETE.name()), value);
    }

    /** As {@link Measure} rounds: to the nearest part of a unit. */
    private static Column whole(Field units, long partsOfAUnit) {
        Column parts = units.col().multiply(lit(partsOfAUnit)).cast(WHOLE).cast(DataTypes.LongType);
        return coalesce(parts, lit(0L));
    }

    private static Column knownOrNot(Field name) {
        return coalesce(name.col(), lit(HourlyTrips.UNKNOWN));
    }
}
