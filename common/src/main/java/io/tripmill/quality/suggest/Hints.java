package io.tripmill.quality.suggest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a dataset besides its rows.
 *
 * @param key the columns that identify a row, as far as is known; no columns: not known
 * @param asOf when the rows were looked at; empty: no rule compares them with now
 */
public record Hints(List<String> key, Optional<Instant> asOf) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(List.of(), Optional.empty());

    public Hints {
        key = List.copyOf(key);
    }
}
