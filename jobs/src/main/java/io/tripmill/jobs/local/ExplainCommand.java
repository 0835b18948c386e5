package io.tripmill.jobs.local;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what an error code means, who acts and what to do. */
record ExplainCommand(PrintStream out) {
    static final String NAME = "explain";

    void explain(List<String> argv) {
        if (argv.size() != 1) {
            throw refusal("'explain' names one code.");
        }
        String text = argv.get(0).strip().replaceAll("[\\[\\]]", "").toUpperCase(Locale.ROOT);
        ErrorCode code = ErrorCode.of(text).orElseThrow(() -> refusal("There is no code '" + argv.get(0) + "'."));
        out.println(code.code() + ", exit code " + code.exitCode());
        out.println("what happened: " + code.meaning());
        out.println("who acts:      " + code.actor().sentence());
        out.println("what to do:    " + code.action());
    }

    private static RunFailure refusal(String problem) {
        return new RunFailure(
                ErrorCode.ARGUMENT,
                problem,
                "The codes are "
                        + Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.joining(", "))
                        + ".");
    }
}
