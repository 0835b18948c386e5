package io.tripmill.job;

import org.jspecify.annotations.Nullable;

/** A run that can't succeed, told in one sentence with a code and a remedy: {@code [T-...] what is wrong. What to do.} Its message holds no secret. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * A failure without a deeper cause.
     *
     * @param problem what is wrong, with the value; a sentence
     * @param remedy what to do or type instead; a sentence
     */
    public RunFailure(ErrorCode code, String problem, String remedy) {
        this(code, problem, remedy, null);
    }

    public RunFailure(ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
        super(Redaction.of("[" + code.code() + "] " + problem + " " + remedy), cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
