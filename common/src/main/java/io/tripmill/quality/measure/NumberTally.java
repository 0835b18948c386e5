package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Aggregate;
import java.util.Optional;

/** Numbers added up: how many, their sum, their extremes, and the squares of their distances from their mean. */
final class NumberTally {
    /** So many longs hold a tally. */
    static final int LONGS = 6;

    private long count;
    private double sum;
    private double mean;
    private double squares;
    private double least;
    private double greatest;

    void add(double value) {
        count++;
        sum += value;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
        // NaN is the greatest, as in Spark.
        if (count == 1 || Double.compare(value, least) < 0) {
            least = value;
        }
        if (count == 1 || Double.compare(value, greatest) > 0) {
            greatest = value;
        }
    }

    void add(NumberTally other) {
        if (other.count == 0) {
            return;
        }
        boolean isFirst = count == 0;
        double distance = other.mean - mean;
        long together = count + other.count;
        squares += other.squares + distance * distance * ((double) count * other.count / together);
        mean += distance * ((double) other.count / together);
        count = together;
        sum += other.sum;
        if (isFirst || Double.compare(other.least, least) < 0) {
            least = other.least;
        }
        if (isFirst || Double.compare(other.greatest, greatest) > 0) {
            greatest = other.greatest;
        }
    }

    /** A figure of the numbers; empty if there are none. */
    Optional<Double> value(Aggregate.Kind kind) {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case MEAN -> sum / count;
                    case SUM -> sum;
                    case LEAST -> least;
                    case GREATEST -> greatest;
                    case RANGE -> greatest - least;
                    case VARIANCE -> squares / count;
                    case DEVIATION -> Math.sqrt(squares / count);
                });
    }

    void write(LongList longs) {
        longs.add(count);
        longs.add(Double.doubleToRawLongBits(sum));
        longs.add(Double.doubleToRawLongBits(mean));
        longs.add(Double.doubleToRawLongBits(squares));
        longs.add(Double.doubleToRawLongBits(least));
        longs.add(Double.doubleToRawLongBits(greatest));
    }

    static NumberTally read(LongList longs, int at) {
        NumberTally tally = new NumberTally();
        tally.count = longs.get(at);
        tally.sum = Double.longBitsToDouble(longs.get(at + 1));
        tally.mean = Double.longBitsToDouble(longs.get(at + 2));
        tally.squares = Double.longBitsToDouble(longs.get(at + 3));
        tally.least = Double.longBitsToDouble(longs.get(at + 4));
        tally.greatest = Double.longBitsToDouble(longs.get(at + 5));
        return tally;
    }
}
