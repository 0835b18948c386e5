package io.tripmill.quality.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A number that describes a dataset.
 *
 * @param name as Glue names it
 * @param value may throw a {@link Refusal}; empty if there are no values to compute it from
 * @param lacksRows whether it has no value because no row counts, so that no row breaks a demand on it
 */
record Metric(String name, Function<Measured, Optional<Double>> value, Predicate<Measured> lacksRows) {
    /** A metric that is a failure to have no value for. */
    static Metric of(String name, Function<Measured, Optional<Double>> value) {
        return new Metric(name, value, measured -> false);
    }

    /** The name of a metric of one column, or of several together. */
    static String name(List<String> columns, String metric) {
        return (columns.size() == 1 ? "Column." : "Multicolumn.") + String.join(",", columns) + "." + metric;
    }

    static String ofDataset(String metric) {
        return "Dataset.*." + metric;
    }
}
