package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command of the local launcher, run in this process, and what came of it.
 *
 * @param out what it printed as its result
 * @param err everything else
 */
record TypedCommand(int exitCode, String out, String err) {
    static TypedCommand of(String... argv) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream printedOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream printedErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exitCode = Tripmill.command(List.of(argv), printedOut, printedErr);
        }
        return new TypedCommand(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that must succeed, and gives its result. */
    static String resultOf(String... argv) {
        TypedCommand command = of(argv);
        assertThat(command.exitCode())
                .as("%s: %s", String.join(" ", argv), command.err())
                .isZero();
        return command.out();
    }
}
