package io.tripmill.landing;

import java.util.List;

/** A file of routing rules that can't be used, with everything that is wrong about it. */
public final class InvalidRouting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidRouting(List<String> problems) {
        super("[T-ARGUMENT] The routing rules can't be used: " + String.join("; ", problems)
                + ". Mend the file, and publish it again.");
        this.problems = List.copyOf(problems);
    }

    /** Each problem with the place where it is; never empty. */
    public List<String> problems() {
        return problems;
    }
}
