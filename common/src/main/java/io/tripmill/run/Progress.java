package io.tripmill.run;

import java.io.PrintStream;

/** Tells a person what the run is doing. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress SILENT = sentence -> {};

    /** A stage begins; the sentence has no full stop. */
    void stage(String sentence);

    /** A line for each stage. */
    static Progress to(PrintStream out) {
        long started = System.nanoTime();
        return sentence -> out.printf("%6.1f s  %s%n", (System.nanoTime() - started) / 1e9, sentence);
    }
}
