package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyTally;
import java.io.Serializable;

/**
 * What one bucket tells of a group of keys.
 *
 * @param repeated the hashes that occur more than once, unless they are too many
 * @param hasMore whether there are more than those
 */
record BucketTally(int group, KeyTally tally, LongList repeated, boolean hasMore) implements Serializable {}
