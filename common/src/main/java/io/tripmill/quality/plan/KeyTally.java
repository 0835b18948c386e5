package io.tripmill.quality.plan;

import java.io.Serializable;

/**
 * How often the keys of a dataset occur.
 *
 * @param rows rows that have a key
 * @param distinct different keys
 * @param singles keys that occur exactly once
 * @param weightedLog the sum of n ln n over all keys that occur n times
 */
public record KeyTally(long rows, long distinct, long singles, double weightedLog) implements Serializable {
    /** Nothing was counted. */
    public static final KeyTally NONE = new KeyTally(0, 0, 0, 0);

    public KeyTally plus(KeyTally other) {
        return new KeyTally(
                rows + other.rows, distinct + other.distinct, singles + other.singles, weightedLog + other.weightedLog);
    }

    /** The entropy of the keys in nats. */
    public double entropy() {
        return Math.max(0, StrictMath.log((double) rows) - weightedLog / rows);
    }
}
