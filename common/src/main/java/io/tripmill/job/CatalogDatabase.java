package io.tripmill.job;

import static java.util.Objects.requireNonNull;

/**
 * A database of a catalog in which tables are found by name.
 *
 * @param name lower-case letters, digits and underscores, which every catalog takes
 */
public record CatalogDatabase(Catalog catalog, String name) {
    private static final String OF_SPARK = "spark:";

    /** A catalog that tables can be registered in. */
    public enum Catalog {
        /** The AWS Glue Data Catalog, where Athena and other engines look. */
        GLUE,
        /** The catalog of the Spark session: the metastore that it is configured with. */
        SPARK
    }

    public CatalogDatabase {
        requireNonNull(catalog, "catalog");
        if (!name.matches("[a-z0-9_]{1,255}")) {
            throw new IllegalArgumentException(
                    "not the name of a database; write mobility, or spark:mobility for the catalog of the Spark session: lower-case"
                            + " letters, digits and _ only");
        }
    }

    /**
     * Reads {@code NAME} or {@code spark:NAME}.
     *
     * @throws IllegalArgumentException with what the text is, if it is neither
     */
    public static CatalogDatabase of(String text) {
        return text.startsWith(OF_SPARK)
                ? new CatalogDatabase(Catalog.SPARK, text.substring(OF_SPARK.length()))
                : new CatalogDatabase(Catalog.GLUE, text);
    }

    @Override
    public String toString() {
        return (catalog == Catalog.SPARK ? OF_SPARK : "") + name;
    }
}
