package io.tripmill.run.catalog;

/** A catalog in which tables are found by name. */
public interface TableCatalog extends AutoCloseable {
    /** What it took to make an entry right. */
    enum Change {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /**
     * Makes the catalog say of a table what the entry says; its database is made if it is not there. An entry that says so already is
     * left alone.
     *
     * @throws CatalogRefusal if that is not possible
     */
    Change register(CatalogEntry entry);

    @Override
    void close();
}
