package io.tripmill.jobs.trips.trajectory;

import java.util.List;

/** Every problem of one profiles file, each with its place and what to write instead. */
public final class InvalidProfiles extends IllegalArgumentException {
    private final List<String> problems;

    InvalidProfiles(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; never empty. */
    public List<String> problems() {
        return problems;
    }
}
