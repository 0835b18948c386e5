package io.tripmill.bench.quality;

import java.util.Arrays;
import java.util.Optional;

/** Where rows fare otherwise than with Deequ, and why. */
enum RowDifference {
    LENGTH_OF_NULL(
            """
            ColumnLength "s" > 1
            ColumnLength "s" <= 2
            ColumnLength "s" = 2 where "k > 3"
            """,
            "AWS gives NULL the length 0, and so does Deequ's outcome of the rule; its rows with NULL are skipped."),
    TEXT_OF_NULL("""
            ColumnValues "s" = EMPTY
            ColumnValues "s" != EMPTY
            ColumnValues "s" != WHITESPACES_ONLY
            ColumnValues "s" not in [EMPTY]
            """, "NULL is neither empty nor white space, which is an answer; Deequ skips it."),
    ALTERNATIVES("""
            ColumnValues "s" matches "v1|w"
            """, "The alternatives of a regular expression hold together."),
    EMPTY_TEXT("""
            ColumnValues "s" not matches "v0"
            """, "An empty text does not match v0; to Deequ nothing that is empty can fulfil an expression."),
    NULL_AS_KEY("""
            IsUnique "n"
            Uniqueness "s" > 0.01
            """, "NULL repeats no value, as in the outcome of the rule; Deequ's rows contradict its own outcome."),
    NULL_IN_PRIMARY_KEY("""
            IsPrimaryKey "n" "s"
            """, "A primary key has no NULL in any of its columns."),
    RATIO_OF_ROWS("""
            UniqueValueRatio "n" > 0.01
            """, "A ratio of values says nothing of a row; AWS lists it among the rules without rows.");

    private final String rules;
    private final String reason;

    /**
     * @param rules that show it, one a line
     */
    RowDifference(String rules, String reason) {
        this.rules = rules;
        this.reason = reason;
    }

    /** The difference that a rule shows, by its name. */
    static Optional<RowDifference> of(String name) {
        return Arrays.stream(values())
                .filter(difference ->
                        difference.rules.lines().map(PingRules::name).anyMatch(name::equals))
                .findFirst();
    }

    @Override
    public String toString() {
        return name() + ": " + reason;
    }
}
