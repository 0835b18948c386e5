package io.tripmill.quality.dqdl;

/** What the values of a condition are. */
public enum ConditionKind {
    NUMBER("a number"),
    STRING("a quoted text"),
    DATE("a date"),
    DURATION("a duration"),
    SIZE("a size");

    private final String words;

    ConditionKind(String words) {
        this.words = words;
    }

    /** In words, with its article. */
    String words() {
        return words;
    }
}
