package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong in a text. */
final class Problems {
    private final List<String> lines;
    private final List<RulesetProblem> found = new ArrayList<>();

    Problems(String text) {
        this.lines = text.lines().toList();
    }

    void add(Position position, String message) {
        String line = position.line() <= lines.size() ? lines.get(position.line() - 1) : "";
        found.add(new RulesetProblem(position, line, message));
    }

    void add(Unexpected unexpected) {
        add(unexpected.position(), unexpected.complaint());
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
