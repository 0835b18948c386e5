package io.tripmill.quality.plan;

import java.util.Optional;
import java.util.function.Function;

/**
 * A rule that is ready: how its outcome follows from what was measured.
 *
 * @param judge may throw a {@link Refusal}
 * @param rows what it says about each row; empty if it says nothing about single rows
 * @param evaluatedRule its text, with what it takes from earlier runs as numbers; empty: its text as it is
 */
public record Check(Function<Measured, Verdict> judge, Optional<RowVerdict> rows, Optional<String> evaluatedRule) {
    Check(Function<Measured, Verdict> judge, Optional<RowVerdict> rows) {
        this(judge, rows, Optional.empty());
    }

    /** A rule that can't be evaluated. */
    public static Check refused(Refusal refusal) {
        return new Check(measured -> Verdict.refused(refusal), Optional.empty());
    }
}
