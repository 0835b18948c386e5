package io.tripmill.quality;

import java.util.List;

/** The metrics of earlier runs, for {@code last(k)} and DetectAnomalies. */
@FunctionalInterface
public interface MetricHistory {
    /** No run was before this one. */
    MetricHistory NONE = (metric, runs) -> List.of();

    /**
     * The values of a metric in the runs before this one, the newest last.
     *
     * @param metric a key of {@link Evaluation#metrics()}
     * @param runs how many at most
     */
    List<Double> last(String metric, int runs);
}
