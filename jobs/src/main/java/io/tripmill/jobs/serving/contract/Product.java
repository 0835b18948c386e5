package io.tripmill.jobs.serving.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be granted. */
public enum Product {
    /** Trips by period between two cells. */
    OD_FLOWS,
    /** Trips by period and the cell in which they start. */
    HOURLY_TRIPS,
    /** The trips themselves, under pseudonyms. */
    TRIPS;

    /** The columns that say where a row counts. */
    public List<String> cellColumns() {
        return switch (this) {
            case OD_FLOWS -> List.of("origin_h3", "destination_h3");
            case HOURLY_TRIPS -> List.of("start_h3");
            case TRIPS -> List.of("start_h3", "end_h3");
        };
    }

    /** Whether it tells how many trips there were, and not each of them. */
    public boolean isOfCounts() {
        return this != TRIPS;
    }

    /** As contracts and arguments name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The product of a name; empty if there is none. */
    public static Optional<Product> named(String id) {
        return Arrays.stream(values())
                .filter(product -> product.id().equals(id))
                .findFirst();
    }
}
