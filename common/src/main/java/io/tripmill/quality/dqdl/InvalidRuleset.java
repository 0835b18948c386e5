package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.stream.Collectors;

/** A DQDL text that is no ruleset, with everything that is wrong in it, up to 100 errors, in the order of the text. */
public final class InvalidRuleset extends RuntimeException {
    /** The code at the head of the message. */
    public static final String CODE = "T-RULESET";

    private static final long serialVersionUID = 1L;

    // Transient, as Throwable is serializable and the list need not be: the message tells all.
    private final transient List<RulesetProblem> problems;

    InvalidRuleset(List<RulesetProblem> problems) {
        super("[" + CODE + "] The ruleset has "
                + (problems.size() == 1 ? "an error. Correct it:\n" : problems.size() + " errors. Correct them:\n")
                + problems.stream().map(RulesetProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<RulesetProblem> problems() {
        return problems;
    }
}
