package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of the datasets that a ruleset is about.
 *
 * @param primary empty if it is not named
 */
public record DataSources(Optional<String> primary, List<String> additional) {
    /** None is named. */
    public static final DataSources NONE = new DataSources(Optional.empty(), List.of());

    public DataSources {
        additional = List.copyOf(additional);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The dictionary as it is written in DQDL. */
    @Override
    public String toString() {
        List<String> pairs = new ArrayList<>();
        primary.ifPresent(name -> pairs.add("\"Primary\": " + Quotation.of(name)));
        if (!additional.isEmpty()) {
            pairs.add(additional.stream()
                    .map(Quotation::of)
                    .collect(Collectors.joining(", ", "\"AdditionalDataSources\": [", "]")));
        }
        return pairs.stream().collect(Collectors.joining(", ", "{ ", " }"));
    }
}
