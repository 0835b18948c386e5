package io.tripmill.testkit.aws;

/** An error as AWS answers it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal notFound(String what) {
        return new Refusal(400, "EntityNotFoundException", what + " not found.");
    }

    static Refusal invalid(String what) {
        return new Refusal(400, "InvalidInputException", what);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
