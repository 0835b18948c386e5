package io.tripmill.quality.plan;

/** Why a rule can't be evaluated; it fails with this reason, and the others go on. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String reason) {
        super(reason);
    }

    public Refusal(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The reason, in one line. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** What Spark says about an expression or a query, without its plan. */
    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
