package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A whole number that rows have, and what aggregates say of it; no order of rows changes a bit of that.
 *
 * <p>A number has 20 digits and a sum 30: it can't overflow below 10^10 rows. Squares and their sums have 38, and the square of a sum
 * too: enough for ten million durations of ten days in microseconds. A figure is made a double by one division at the end.
 *
 * @param counts which rows have it
 * @param whole the number
 * @param partsOfAUnit how many make a unit of the figures
 */
record Measure(Column counts, Column whole, long partsOfAUnit) {
    private static final DataType WHOLE = DataTypes.createDecimalType(20, 0);
    private static final long MM_PER_M = 1000;
    private static final long US_PER_S = 1_000_000;

    /** Metres, each rounded to the nearest millimetre. */
    static Measure metres(Column counts, Column metres) {
        return new Measure(counts, metres.multiply(lit(MM_PER_M)).cast(WHOLE), MM_PER_M);
    }

    /** Seconds, each rounded to the nearest microsecond. */
    static Measure seconds(Column counts, Column seconds) {
        return new Measure(counts, seconds.multiply(lit(US_PER_S)).cast(WHOLE), US_PER_S);
    }

    /** Metres a second, each rounded to the nearest millimetre a second. */
    static Measure metresASecond(Column counts, Column metresASecond) {
        return metres(counts, metresASecond);
    }

    /** Seconds, given in microseconds. */
    static Measure micros(Column counts, Column micros) {
        return new Measure(counts, micros.cast(WHOLE), US_PER_S);
    }

    /** Over no row, 0. */
    Column total() {
        return coalesce(sum(counted()).cast(DataTypes.DoubleType), lit(0.0)).divide(lit((double) partsOfAUnit));
    }

    /** Null over no row. */
    Column mean() {
        return when(rows().gt(0), sum(counted()).cast(DataTypes.DoubleType).divide(parts()));
    }

    /** Null over no row; of an even number of rows, the mean of the middle two. */
    Column median() {
        return percentileOf(0.5);
    }

    /** Null over no row; between two rows, in proportion. */
    Column p85() {
        return percentileOf(0.85);
    }

    /** Null over no row; between two rows, in proportion. */
    Column p90() {
        return percentileOf(0.9);
    }

    /** The standard deviation, by the number of rows; null over no row. */
    Column deviation() {
        Column total = sum(counted());
        Column squares = sum(when(counts, whole.multiply(whole)));
        Column spread = rows().cast(WHOLE).multiply(squares).minus(total.multiply(total));
        return when(rows().gt(0), sqrt(spread.cast(DataTypes.DoubleType)).divide(parts()));
    }

    /** This one's total by that of another; null where that is 0. */
    Column shareOf(Measure other) {
        Column all = sum(other.counted()).cast(DataTypes.DoubleType);
        return when(all.gt(0), sum(counted()).cast(DataTypes.DoubleType).divide(all));
    }

    /** This one's total by that of another, in the units of their figures; null where that is 0. */
    Column totalBy(Measure other) {
        return when(other.total().gt(0), total().divide(other.total()));
    }

    /** Spark sorts the numbers first. */
    private Column percentileOf(double share) {
        return percentile(when(counts, whole.cast(DataTypes.LongType)), lit(share))
                .divide(lit((double) partsOfAUnit));
    }

    private Column counted() {
        return when(counts, whole);
    }

    private Column rows() {
        return count(when(counts, lit(1)));
    }

    private Column parts() {
        return rows().multiply(lit(partsOfAUnit)).cast(DataTypes.DoubleType);
    }
}
