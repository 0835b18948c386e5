package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What aggregates say of a group of trips. Each trip is of one kind; only complete ones are measured.
 *
 * <p>Metres are summed as whole millimetres, to which each trip's distance is rounded, and seconds as the microseconds in which times
 * are kept, so the order of trips does not matter. A measure has 20 digits and a sum 30: it can't overflow below 10^10 trips. A sum or
 * mean is made a double by one division at the end.
 */
final class TripFigures {
    private static final DataType WHOLE = DataTypes.createDecimalType(20, 0);
    private static final long MM_PER_M = 1000;
    private static final long US_PER_S = 1_000_000;

    private static final Column IS_OPEN = Trips.IS_OPEN.col();
    private static final Column IS_SHORT = array_contains(Trips.FLAGS.col(), Trips.SHORT_DISTANCE)
            .or(array_contains(Trips.FLAGS.col(), Trips.SHORT_DURATION));

    /** The first that holds counts, so that no trip is counted twice or lost. */
    private static final Column KIND =
            when(IS_OPEN, "open").when(IS_SHORT, "short").otherwise("complete");

    static final Column IS_COMPLETE = KIND.equalTo("complete");

    /** The cast rounds to the nearest millimetre. */
    private static final Column DISTANCE_MM =
            Trips.DISTANCE_M.col().multiply(lit(MM_PER_M)).cast(WHOLE);

    private static final Column DURATION_US = unix_micros(Trips.END_TIME.col())
            .minus(unix_micros(Trips.START_TIME.col()))
            .cast(WHOLE);

    private TripFigures() {}

    static Column trips() {
        return countOf("complete");
    }

    static Column shortTrips() {
        return countOf("short");
    }

    static Column openTrips() {
        return countOf("open");
    }

    static Column distanceM() {
        return sumOf(DISTANCE_MM, MM_PER_M);
    }

    static Column durationS() {
        return sumOf(DURATION_US, US_PER_S);
    }

    static Column meanDistanceM() {
        return meanOf(DISTANCE_MM, MM_PER_M);
    }

    static Column meanDurationS() {
        return meanOf(DURATION_US, US_PER_S);
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

    private static Column wholeSum(Column measure) {
        return sum(when(IS_COMPLETE, measure)).cast(DataTypes.DoubleType);
    }
}
