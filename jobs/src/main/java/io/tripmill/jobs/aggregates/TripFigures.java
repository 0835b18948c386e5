package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What aggregates say of a group of trips. Each trip is of one kind; only complete ones are measured. */
final class TripFigures {
    private static final String KIND = "kind";
    private static final String OPEN = "open";
    private static final String SHORT = "short";
    private static final String COMPLETE = "complete";
    /** Stands for the end of a complete trip. */
    private static final String END = "end";

    static final Column IS_END = is(END);

    private static final Column IS_OPEN = Trips.IS_OPEN.col();
    private static final Column IS_SHORT = array_contains(Trips.FLAGS.col(), Trips.SHORT_DISTANCE)
            .or(array_contains(Trips.FLAGS.col(), Trips.SHORT_DURATION));

    static final Measure DISTANCE = Measure.metres(is(COMPLETE), Trips.DISTANCE_M.col());
    static final Measure DURATION =
            Measure.micros(is(COMPLETE), unix_micros(Trips.END_TIME.col()).minus(unix_micros(Trips.START_TIME.col())));
    static final Measure MOVING_TIME = Measure.seconds(is(COMPLETE), Trips.MOVING_TIME_S.col());

    private TripFigures() {}

    /** Neither open nor short. */
    static Column isComplete() {
        return not(IS_OPEN.or(IS_SHORT));
    }

    /** The complete trips, of the kind that is counted and measured. */
    static Dataset<Row> complete(Dataset<Row> trips) {
        return trips.filter(isComplete()).withColumn(KIND, lit(COMPLETE));
    }

    /** Each trip once with the first kind that holds, so that none is counted twice or lost; a complete one once more for its end. */
    static Dataset<Row> startsAndEnds(Dataset<Row> trips) {
        Column kinds = when(IS_OPEN, array(lit(OPEN)))
                .when(IS_SHORT, array(lit(SHORT)))
                .otherwise(array(lit(COMPLETE), lit(END)));
        return trips.withColumn(KIND, explode(kinds));
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
        return size(collect_set(when(is(COMPLETE), Trips.DEVICE_ID.col())));
    }

    /** Null where no trip is complete. */
    static Column firstStart() {
        return min(when(is(COMPLETE), Trips.START_TIME.col()));
    }

    /** Null where no trip is complete. */
    static Column lastEnd() {
        return max(when(is(COMPLETE), Trips.END_TIME.col()));
    }

    private static Column countOf(String kind) {
        return count(when(is(kind), lit(1)));
    }

    private static Column is(String kind) {
        return col(KIND).equalTo(kind);
    }
}
