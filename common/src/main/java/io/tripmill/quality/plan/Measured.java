package io.tripmill.quality.plan;

import java.util.Optional;

/** What was measured. */
public interface Measured {
    /**
     * The value of a figure; empty if there was nothing to compute it from.
     *
     * @throws Refusal if it could not be measured
     */
    Optional<Double> number(Figure figure);

    /**
     * How often keys occur.
     *
     * @throws Refusal if it could not be measured
     */
    KeyTally keys(KeyGroup group);

    /** The value of a figure that counts, which always has one. */
    default long count(Figure figure) {
        return number(figure).orElse(0.0).longValue();
    }
}
