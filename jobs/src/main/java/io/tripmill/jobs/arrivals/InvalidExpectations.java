package io.tripmill.jobs.arrivals;

import java.util.List;

/** Every problem of one file of expectations, each with its place and what to write instead. */
final class InvalidExpectations extends IllegalArgumentException {
    private final List<String> problems;

    InvalidExpectations(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; never empty. */
    List<String> problems() {
        return problems;
    }
}
