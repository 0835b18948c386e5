package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Refusal;

/** What Spark throws while it runs what a user wrote. */
public final class Failures {
    private Failures() {}

    /** The failure as a reason for a rule to fail: the deepest cause, in one line. */
    public static Refusal refusal(Exception failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = String.valueOf(deepest.getMessage()).strip();
        return new Refusal(
                "it could not be evaluated: " + message.lines().findFirst().orElse(""), failure);
    }
}
