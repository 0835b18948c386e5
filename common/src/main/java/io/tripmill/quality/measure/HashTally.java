package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import java.util.List;

/**
 * How often hashes of keys occur. Different keys may share a hash, so only the keys of hashes that occur once are known to be single.
 *
 * @param repeated hashes that occur more than once, all of them unless there are too many
 */
record HashTally(KeyGroup group, KeyTally tally, List<Long> repeated, boolean isTooMany) {
    HashTally {
        repeated = List.copyOf(repeated);
    }

    /** How many rows have a hash that occurs more than once. */
    long candidateRows() {
        return tally.rows() - tally.singles();
    }
}
