package io.tripmill.quality.plan;

/**
 * A number that is to be measured.
 *
 * @param index among the figures of its source
 */
public record Figure(Source source, int index) {
    /** What yields it. */
    public enum Source {
        /** The one pass over the rows. */
        SCAN,
        /** One more pass over the rows, each of which knows whether its keys are repeated. */
        AFTER_KEYS,
        /** A query of its own. */
        QUERY
    }
}
