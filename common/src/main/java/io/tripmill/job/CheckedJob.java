package io.tripmill.job;

import java.util.Optional;

/** A job that checks rows against a ruleset before it writes. The outcomes are kept in {@code rule_outcomes} and {@code metric_history}. */
public interface CheckedJob extends Job {
    Param<RulesetPlace> RULESET = Param.of(
                    "ruleset",
                    "Rules in DQDL that the rows are checked against before they are written: a file, or default for those that come"
                            + " with Tripmill.",
                    "URI|default",
                    RulesetPlace::of,
                    RulesetPlace::toString)
            .optional();
    Param<OnFailure> ON_FAILURE = Param.oneOf(
                    "on-failure",
                    "What to do where rows break rules: report it, fail before anything is published, or move these rows to a table of"
                            + " their own; for the last, each rule must be decidable on one row.",
                    OnFailure.class)
            .orElse(OnFailure.WARN);

    /** The name of the table whose rows are checked, or the URI of their folder. */
    String checked(Args args);

    /** The ruleset that the arguments name. */
    default Optional<RulesetPlace> ruleset(Args args) {
        return args.find(RULESET);
    }

    default OnFailure onFailure(Args args) {
        return args.get(ON_FAILURE);
    }

    /** For the checks of a declaration that takes both parameters. */
    static Optional<String> failureHasRules(Args args) {
        return args.findGiven(ON_FAILURE).isPresent() && args.find(RULESET).isEmpty()
                ? Optional.of("--on-failure belongs to --ruleset; add it, or leave --on-failure out")
                : Optional.empty();
    }
}
