package io.tripmill.jobs.serving.contract;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.tripmill.geo.H3Cells;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a consumer is given; whatever it does not name is denied. Areas, period, level and k hold for all products, since figures of two
 * levels or periods could be subtracted from each other.
 *
 * @param version counts the agreed states of the contract, from 1
 * @param starts the first service date that is given; empty: there is none
 * @param expires the last service date that is given, and the last day on which anything is
 * @param areas H3 cells; only what lies in one of them is given
 * @param level the H3 resolution of the cells that are counted
 * @param k the least count that is told
 * @param formulas what becomes of texts in CSV that a spreadsheet would take for formulas
 * @param grants by product
 */
public record Contract(
        String consumer,
        int version,
        Optional<LocalDate> starts,
        LocalDate expires,
        Set<String> areas,
        Period period,
        int level,
        int k,
        Formulas formulas,
        Map<Product, Grant> grants) {

    public Contract {
        requireNonNull(consumer, "consumer");
        requireNonNull(starts, "starts");
        requireNonNull(expires, "expires");
        requireNonNull(period, "period");
        areas = Set.copyOf(areas);
        requireNonNull(formulas, "formulas");
        grants = Map.copyOf(grants);
    }

    /** What trips are counted by. */
    public enum Period {
        HOUR,
        DAY
    }

    /** How a product is written. */
    public enum Format {
        CSV("csv"),
        PARQUET("parquet"),
        GEOJSON("geojson");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        public String extension() {
            return extension;
        }
    }

    /** What becomes of a text in CSV that a spreadsheet would take for a formula. */
    public enum Formulas {
        /** It stays as it is. */
        KEEP,
        /** An apostrophe is put before it, by which spreadsheets know a text. */
        ESCAPE
    }

    /**
     * A product that is granted.
     *
     * @param trips how exactly trips are told; empty for a product of counts
     */
    public record Grant(List<String> columns, Format format, Optional<TripTerms> trips) {
        public Grant {
            columns = List.copyOf(columns);
            requireNonNull(format, "format");
            requireNonNull(trips, "trips");
        }

        /** A product of counts. */
        public Grant(List<String> columns, Format format) {
            this(columns, format, Optional.empty());
        }
    }

    /** The grant of a product that is granted. */
    public Grant grant(Product product) {
        return Optional.ofNullable(grants.get(product)).orElseThrow();
    }

    /** The columns that are granted of a product; none if it is not. */
    public List<String> columns(Product product) {
        return Optional.ofNullable(grants.get(product)).map(Grant::columns).orElse(List.of());
    }

    /**
     * How finely a product is told, and from how many on. More may follow from two deliveries of other terms than from each: the flows of
     * an hour, and the sums of its day.
     */
    public String terms(Product product) {
        String counted = "level " + level + ", k " + k + ", ";
        return grant(product)
                .trips()
                .map(trips -> counted + trips.described() + ", columns "
                        + columns(product).stream().sorted().collect(joining(" ")))
                .orElseGet(() -> counted + period.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Reads a contract.
     *
     * @throws InvalidContract with every problem and its line
     */
    public static Contract parse(String yaml) {
        return new ContractReading(yaml).read();
    }

    /** Whether a cell of the level lies in one of the areas. */
    public boolean covers(String cell) {
        return areas.stream().anyMatch(area -> H3Cells.ancestor(cell, H3Cells.resolution(area))
                .equals(area));
    }
}
