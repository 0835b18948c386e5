package io.tripmill.quality.dqdl;

import java.util.Arrays;
import java.util.Optional;

/** The length of a file as it is written in DQDL; a kilobyte has 1024 bytes. */
public record Size(int amount, Unit unit) {
    /** What a size counts. */
    public enum Unit {
        B(1L),
        KB(1L << 10),
        MB(1L << 20),
        GB(1L << 30),
        TB(1L << 40);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }

        /** The unit that the token names. */
        static Optional<Unit> named(Token token) {
            return Arrays.stream(values()).filter(unit -> token.is(unit.name())).findFirst();
        }

        /** Whether so many of it are a number of bytes that fits a long. */
        boolean fits(int amount) {
            return amount >= 0 && amount <= Long.MAX_VALUE / bytes;
        }
    }

    public Size {
        if (!unit.fits(amount)) {
            throw new IllegalArgumentException(amount + " " + unit + " is no number of bytes that fits a long");
        }
    }

    public long bytes() {
        return amount * unit.bytes;
    }

    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
