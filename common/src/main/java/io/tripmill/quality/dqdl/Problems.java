package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong in a text; of a text that is no ruleset at all, the beginning of it. */
final class Problems {
    private static final int MOST = 100;

    private final List<String> lines;
    private final List<RulesetProblem> found = new ArrayList<>();

    Problems(String text) {
        this.lines = text.lines().toList();
    }

    void add(Position position, String message) {
        if (isFull()) {
            return;
        }
        String line = position.line() <= lines.size() ? lines.get(position.line() - 1) : "";
        found.add(new RulesetProblem(position, line, message));
    }

    void add(Unexpected unexpected) {
        add(unexpected.position(), unexpected.complaint());
    }

    /** Whether what is found further on is not told any more, so that it need not be looked for. */
    boolean isFull() {
        return found.size() == MOST;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws all there are, in the order of the text. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new InvalidRuleset(found.stream()
                    .sorted(Comparator.comparing(RulesetProblem::position))
                    .toList());
        }
    }
}
