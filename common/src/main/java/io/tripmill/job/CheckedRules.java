package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import io.tripmill.quality.dqdl.Ruleset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The rules of a run.
 *
 * @param name of the ruleset, as it was typed
 */
public record CheckedRules(String name, Ruleset ruleset, OnFailure onFailure) {
    public CheckedRules {
        requireNonNull(name, "name");
        requireNonNull(ruleset, "ruleset");
        requireNonNull(onFailure, "onFailure");
    }

    /** Whether rows that break a rule are moved to a table of their own, so that the rules decide what is stored. */
    public boolean decideWhatIsStored() {
        return onFailure == OnFailure.QUARANTINE;
    }

    /** Tells rulesets apart that mean something else; comments and spaces are of no account. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(ruleset.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
