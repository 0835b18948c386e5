package io.tripmill.quality.dqdl;

import java.util.Arrays;
import java.util.Optional;

/** The length of a file as it is written in DQDL; a kilobyte has 1024 bytes. */
public record Size(long amount, Unit unit) {
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

        /** How many of it are a number of bytes that fits a long. */
        long most() {
            return Long.MAX_VALUE / bytes;
        }
    }

    public Size {
        if (amount < 0 || amount > unit.most()) {
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
