package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The rules that decide what a table holds, as its commits remember them: rows that break one are in quarantine instead. A table whose
 * rows were decided by several rulesets would depend on which rows came when.
 *
 * @param hash of {@link CheckedRules#hash}, or {@value #NOTHING}
 */
public record DecidingRules(String hash) {
    private static final String NOTE = "quarantine_ruleset";
    private static final String NOTHING = "none";

    public DecidingRules {
        requireNonNull(hash, "hash");
    }

    /** Of a run. */
    public static DecidingRules of(Optional<CheckedRules> rules) {
        return new DecidingRules(rules.filter(CheckedRules::decideWhatIsStored)
                .map(CheckedRules::hash)
                .orElse(NOTHING));
    }

    /** Of a stored run. */
    public static DecidingRules of(CommitNote note) {
        return new DecidingRules(note.notes().getOrDefault(NOTE, NOTHING));
    }

    /** The plan, whose commits remember these rules. */
    public Plan notedIn(Plan plan) {
        return hash.equals(NOTHING) ? plan : plan.noting(NOTE, hash);
    }

    /** As it stands in messages. */
    @Override
    public String toString() {
        return hash.equals(NOTHING) ? "no ruleset" : "ruleset " + hash;
    }
}
