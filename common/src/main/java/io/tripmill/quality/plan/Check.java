package io.tripmill.quality.plan;

import java.util.Optional;
import java.util.function.Function;

/**
 * A rule that is ready: how its outcome follows from what was measured.
 *
 * @param judge may throw a {@link Refusal}
 * @param rows what it says about each row; empty if it says nothing about single rows
 */
public record Check(Function<Measured, Verdict> judge, Optional<RowVerdict> rows) {
    /** A rule that can't be evaluated. */
    static Check refused(Refusal refusal) {
        return new Check(measured -> Verdict.refused(refusal), Optional.empty());
    }
}
