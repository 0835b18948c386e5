package io.tripmill.jobs.pings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The reasons found against one record, each with words that name the column and the value. */
final class Refusals {
    private static final int LONGEST_VALUE = 60;

    private record Refusal(RefusalReason reason, String words) {}

    private List<Refusal> refusals = Collections.emptyList();

    boolean isEmpty() {
        return refusals.isEmpty();
    }

    /** Adds a reason; the words start with the column or "the record", and have no full stop. */
    void add(RefusalReason reason, String words) {
        if (refusals.isEmpty()) {
            refusals = new ArrayList<>();
        }
        refusals.add(new Refusal(reason, words));
    }

    /** The codes, each once, in the order of the reasons. */
    String[] codes() {
        return refusals.stream()
                .map(Refusal::reason)
                .distinct()
                .sorted()
                .map(RefusalReason::code)
                .toArray(String[]::new);
    }

    /** All reasons as one sentence, in the order of the reasons. */
    String message() {
        List<String> words = refusals.stream()
                .sorted(Comparator.comparing(Refusal::reason))
                .map(Refusal::words)
                .toList();
        return String.join("; ", words) + ".";
    }

    /** A value for a message: on one line, and only its beginning if it is long. */
    static String shortened(String value) {
        String beginning = value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "...";
        return beginning.replaceAll("\\p{Cntrl}", " ");
    }
}
