package io.tripmill.bench.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.schema.Field;
import io.tripmill.schema.Trips;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Trips of two weeks of a city of 900 cells, some of which see far more trips than others. Of a hundred two are open and five short.
 * Distances are whole millimetres and times whole seconds, so that engines which add doubles agree with those that add whole numbers.
 */
public final class MadeTrips {
    private static final long FIRST_US = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final long DAYS = 14;
    private static final int CELLS_A_SIDE = 30;
    private static final double DEGREES_APART = 0.003;

    private MadeTrips() {}

    /** The same for the same number and seed. */
    public static Dataset<Row> of(SparkSession spark, long trips, int seed) {
        Column cells = array(IntStream.range(0, CELLS_A_SIDE * CELLS_A_SIDE)
                .mapToObj(MadeTrips::cell)
                .map(functions::lit)
                .toArray(Column[]::new));
        Column startUs = lit(FIRST_US)
                .plus(floor(unit("time", seed).multiply(lit(DAYS * 86_400))).multiply(lit(1_000_000L)));
        Column endUs = startUs.plus(
                floor(unit("length", seed).multiply(lit(3_000)).plus(lit(120))).multiply(lit(1_000_000L)));
        Column moving =
                floor(unit("length", seed).multiply(lit(2_000)).plus(lit(100))).cast(DataTypes.DoubleType);
        Column flags = when(unit("short", seed).lt(0.05), array(lit(Trips.SHORT_DISTANCE)))
                .otherwise(array().cast(Trips.FLAGS.type()));
        Map<Field, Column> values = Map.ofEntries(
                Map.entry(Trips.TRIP_ID, col("id").cast(DataTypes.StringType)),
                Map.entry(Trips.PROVIDER_ID, concat(lit("provider-"), pmod(hash("provider", seed), lit(3)))),
                Map.entry(Trips.DEVICE_ID, concat(lit("device-"), pmod(hash("device", seed), lit(5_000)))),
                Map.entry(
                        Trips.VEHICLE_TYPE,
                        when(unit("type", seed).lt(0.6), "scooter_standing")
                                .when(unit("type", seed).lt(0.9), "bicycle")),
                Map.entry(Trips.MODE, lit("micromobility")),
                Map.entry(Trips.START_TIME, timestamp_micros(startUs)),
                Map.entry(Trips.END_TIME, timestamp_micros(endUs)),
                Map.entry(Trips.DURATION_S, endUs.minus(startUs).divide(lit(1e6))),
                Map.entry(
                        Trips.DISTANCE_M,
                        floor(unit("distance", seed).multiply(lit(8_000_000))).divide(lit(1000))),
                Map.entry(Trips.MOVING_TIME_S, moving),
                Map.entry(Trips.START_H3, cellOf(cells, unit("origin", seed))),
                Map.entry(Trips.END_H3, cellOf(cells, unit("destination", seed))),
                Map.entry(Trips.FLAGS, flags),
                Map.entry(Trips.IS_OPEN, unit("open", seed).lt(0.02)),
                Map.entry(Trips.SERVICE_DATE, to_date(timestamp_micros(startUs))));
        Column[] columns = Trips.TABLE.fields().stream()
                .map(field -> values.containsKey(field) ? field.is(values.get(field)) : field.isNull())
                .toArray(Column[]::new);
        return Trips.TABLE.conform(spark.range(0, trips, 1, 16).toDF().select(columns));
    }

    /** The busiest cells have the smallest numbers. */
    private static Column cellOf(Column cells, Column unit) {
        Column number = floor(pow(unit, lit(3)).multiply(lit(CELLS_A_SIDE * CELLS_A_SIDE)))
                .plus(lit(1));
        return element_at(cells, number.cast(DataTypes.IntegerType));
    }

    private static String cell(int number) {
        int row = number / CELLS_A_SIDE;
        int column = number % CELLS_A_SIDE;
        double lat = 52.45 + DEGREES_APART * row;
        double lng = 13.3 + DEGREES_APART * 1.6 * column;
        return H3Cells.at(new Point(lat, lng), Trips.H3_RESOLUTION);
    }

    /** From 0 to less than 1. */
    private static Column unit(String what, int seed) {
        return pmod(hash(what, seed), lit(1L << 40)).divide(lit((double) (1L << 40)));
    }

    private static Column hash(String what, int seed) {
        return xxhash64(col("id"), lit(what), lit(seed));
    }
}
