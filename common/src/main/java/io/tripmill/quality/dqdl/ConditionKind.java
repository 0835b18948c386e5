package io.tripmill.quality.dqdl;

import java.util.Collection;
import java.util.stream.Collectors;

/** What the values of a condition are. */
public enum ConditionKind {
    NUMBER("a number"),
    STRING("a quoted text"),
    DATE("a date"),
    DURATION("a duration, such as 24 hours"),
    SIZE("a size, such as 5 MB");

    private final String words;

    ConditionKind(String words) {
        this.words = words;
    }

    /** In words, with articles: one of these. */
    static String anyOf(Collection<ConditionKind> kinds) {
        return kinds.stream().sorted().map(kind -> kind.words).collect(Collectors.joining(" or "));
    }
}
