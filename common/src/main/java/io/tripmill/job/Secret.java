package io.tripmill.job;

import static java.util.Objects.requireNonNull;

/** Where a secret is kept. The secret itself is read at the last moment, and is no argument, and of no report, log or message. */
public sealed interface Secret {

    /** Nothing is asked for. */
    record None() implements Secret {}

    /** The value of an environment variable. */
    record OfEnvironment(String variable) implements Secret {
        public OfEnvironment {
            requireNonNull(variable, "variable");
        }
    }

    /** The first line of a file. */
    record OfFile(Location file) implements Secret {
        public OfFile {
            requireNonNull(file, "file");
        }
    }
}
