package io.tripmill.job;

import java.util.Optional;

/**
 * Where a ruleset is found.
 *
 * @param location empty: the ruleset that comes with Tripmill for the table
 */
public record RulesetPlace(Optional<Location> location) {
    private static final String DEFAULT = "default";

    /**
     * Reads a URI, a plain path or {@code default}.
     *
     * @throws IllegalArgumentException with what the text is, if it is none of them
     */
    public static RulesetPlace of(String text) {
        return new RulesetPlace(text.equals(DEFAULT) ? Optional.empty() : Optional.of(Location.of(text)));
    }

    /** As one types it. */
    @Override
    public String toString() {
        return location.map(Location::toString).orElse(DEFAULT);
    }
}
