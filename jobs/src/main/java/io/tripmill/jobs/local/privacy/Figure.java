package io.tripmill.jobs.local.privacy;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a count is of.
 *
 * @param period an hour or a service date
 * @param destination empty for all trips from the origin
 */
record Figure(String period, String origin, Optional<String> destination) implements Comparable<Figure> {
    private static final Comparator<Figure> ORDER = Comparator.comparing(Figure::period)
            .thenComparing(Figure::origin)
            .thenComparing(figure -> figure.destination().orElse(""));

    @Override
    public int compareTo(Figure other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return period + ": " + origin + destination.map(cell -> " to " + cell).orElse("");
    }
}
