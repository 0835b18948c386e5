package io.tripmill.jobs.serving;

import io.tripmill.jobs.serving.privacy.ProtectedCounts;
import java.util.List;
import java.util.Optional;

/**
 * A count as a consumer sees it.
 *
 * @param cells where it is counted: the origin and the destination, or the start
 * @param trips {@link ProtectedCounts#HIDDEN} if it is not told
 * @param sum what the trips add up to; empty if the count is not told
 */
record ToldCount(List<String> cells, long trips, Optional<Flow.Sum> sum) {
    ToldCount {
        cells = List.copyOf(cells);
    }

    static ToldCount of(List<String> cells, long trips, Flow.Sum sum) {
        return new ToldCount(cells, trips, trips == ProtectedCounts.HIDDEN ? Optional.empty() : Optional.of(sum));
    }

    static ToldCount hidden(List<String> cells) {
        return new ToldCount(cells, ProtectedCounts.HIDDEN, Optional.empty());
    }
}
