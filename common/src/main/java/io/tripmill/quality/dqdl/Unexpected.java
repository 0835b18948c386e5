package io.tripmill.quality.dqdl;

/** A place from which a rule, or a section, can't be read on. Caught where the next one begins. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    Unexpected(Position position, String complaint) {
        super(complaint, null, false, false);
        this.position = position;
    }

    Position position() {
        return position;
    }

    String complaint() {
        return String.valueOf(getMessage());
    }
}
