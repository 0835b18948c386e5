package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyTally;
import java.io.Serializable;

/**
 * What one bucket tells of a group of keys.
 *
 * @param group its number, or that of a partition whose rows it tells of
 * @param repeated the hashes that occur more than once, unless they are too many
 * @param hasMore whether there are more than those
 */
record BucketTally(int group, KeyTally tally, LongList repeated, boolean hasMore) implements Serializable {
    /** The tally of the rows of a partition, which only passes through. */
    static BucketTally ofRows(int group, LongList written) {
        return new BucketTally(group, KeyTally.NONE, written, false);
    }
}
