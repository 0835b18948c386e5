package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What aggregates say of a group of trips. Each trip is of one kind; only complete ones are measured.
 *
 * <p>Metres are summed as whole millimetres, to which each trip's distance is rounded, and seconds as the microseconds in which times
 * are kept, so the order of trips does not matter. A measure has 20 digits and a sum 30: it can't overflow below 10^10 trips. Squares
 * and their sums have 38, and the square of a sum too: enough for ten million trips of ten days each in one group. A figure is made a
 * double by one division at the end.
 */
final class TripFigures {
    private static final DataType WHOLE = DataTypes.createDecimalType(20, 0);
    private static final long MM_PER_M = 1000;
    private static final long US_PER_S = 1_000_000;

    private static final String OPEN = "open";
    private static final String SHORT = "short";
    private static final String COMPLETE = "complete";
    /** Stands for the end of a complete trip. */
    private static final String END = "end";

    private static final Column KIND = col("kind");
    static final Column IS_END = KIND.equalTo(END);

    private static final Column IS_OPEN = Trips.IS_OPEN.col();
    private static final Column IS_SHORT = array_contains(Trips.FLAGS.col(), Trips.SHORT_DISTANCE)
            .or(array_contains(Trips.FLAGS.col(), Trips.SHORT_DURATION));

    /** The cast rounds to the nearest millimetre. */
    private static final Column DISTANCE_MM =
            Trips.DISTANCE_M.col().multiply(lit(MM_PER_M)).cast(WHOLE);

    private static final Column DURATION_US = unix_micros(Trips.END_TIME.col())
            .minus(unix_micros(Trips.START_TIME.col()))
            .cast(WHOLE);

    private static final Column MOVING_TIME_US =
            Trips.MOVING_TIME_S.col().multiply(lit(US_PER_S)).cast(WHOLE);

    private TripFigures() {}

    /** The complete trips, of the kind that is counted and measured. */
    static Dataset<Row> complete(Dataset<Row> trips) {
        return trips.filter(not(IS_OPEN.or(IS_SHORT))).withColumn("kind", lit(COMPLETE));
    }

    /** Each trip once with the first kind that holds, so that none is counted twice or lost; a complete one once more for its end. */
    static Dataset<Row> startsAndEnds(Dataset<Row> trips) {
        Column kinds = when(IS_OPEN, array(lit(OPEN)))
                .when(IS_SHORT, array(lit(SHORT)))
                .otherwise(array(lit(COMPLETE), lit(END)));
        return trips.withColumn("kind", explode(kinds));
    }

    static Column trips() {
        return countOf(COMPLETE);
    }

    static Column shortTrips() {
        return countOf(SHORT);
    }

    static Column openTrips() {
        return countOf(OPEN);
    }

    static Column tripsEnded() {
        return countOf(END);
    }

    /** Devices of one provider. */
    static Column vehicles() {
        return size(collect_set(ofComplete(Trips.DEVICE_ID.col())));
    }

    static Column distanceM() {
        return sumOf(DISTANCE_MM, MM_PER_M);
    }

    static Column meanDistanceM() {
        return meanOf(DISTANCE_MM, MM_PER_M);
    }

    static Column medianDistanceM() {
        return percentileOf(DISTANCE_MM, MM_PER_M, 0.5);
    }

    static Column p90DistanceM() {
        return percentileOf(DISTANCE_MM, MM_PER_M, 0.9);
    }

    static Column stdDistanceM() {
        return deviationOf(DISTANCE_MM, MM_PER_M);
    }

    static Column durationS() {
        return sumOf(DURATION_US, US_PER_S);
    }

    static Column meanDurationS() {
        return meanOf(DURATION_US, US_PER_S);
    }

    static Column medianDurationS() {
        return percentileOf(DURATION_US, US_PER_S, 0.5);
    }

    static Column p90DurationS() {
        return percentileOf(DURATION_US, US_PER_S, 0.9);
    }

    static Column stdDurationS() {
        return deviationOf(DURATION_US, US_PER_S);
    }

    static Column movingTimeS() {
        return sumOf(MOVING_TIME_US, US_PER_S);
    }

    static Column movingShare() {
        Column total = wholeSum(DURATION_US);
        return when(total.gt(0), wholeSum(MOVING_TIME_US).divide(total));
    }

    private static Column ofComplete(Column measure) {
        return when(KIND.equalTo(COMPLETE), measure);
    }

    private static Column countOf(String kind) {
        return count(when(KIND.equalTo(kind), lit(1)));
    }

    private static Column sumOf(Column measure, long partsOfAUnit) {
        return coalesce(wholeSum(measure), lit(0.0)).divide(lit((double) partsOfAUnit));
    }

    /** Null where no trip is complete. */
    private static Column meanOf(Column measure, long partsOfAUnit) {
        Column divisor = trips().multiply(lit(partsOfAUnit)).cast(DataTypes.DoubleType);
        return when(trips().gt(0), wholeSum(measure).divide(divisor));
    }

    /** Null where no trip is complete; between two trips, in proportion. Spark sorts the values first. */
    private static Column percentileOf(Column measure, long partsOfAUnit, double share) {
        return percentile(ofComplete(measure.cast(DataTypes.LongType)), lit(share))
                .divide(lit((double) partsOfAUnit));
    }

    /** Of all the complete trips that there are; null where there is none. */
    private static Column deviationOf(Column measure, long partsOfAUnit) {
        Column total = sum(ofComplete(measure));
        Column squares = sum(ofComplete(measure.multiply(measure)));
        Column spread = trips().cast(WHOLE).multiply(squares).minus(total.multiply(total));
        Column divisor = trips().multiply(lit(partsOfAUnit)).cast(DataTypes.DoubleType);
        return when(trips().gt(0), sqrt(spread.cast(DataTypes.DoubleType)).divide(divisor));
    }

    private static Column wholeSum(Column measure) {
        return sum(ofComplete(measure)).cast(DataTypes.DoubleType);
    }
}
