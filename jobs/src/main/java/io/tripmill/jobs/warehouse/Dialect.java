package io.tripmill.jobs.warehouse;

import java.util.Arrays;
import java.util.Optional;

/**
 * In what warehouses differ. Both count the bytes of a text alike here: PostgreSQL's VARCHAR counts characters, but texts are
 * measured in bytes before they are sent.
 */
enum Dialect {
    /** Reads files from S3; knows how rows are spread and sorted. */
    REDSHIFT("jdbc:redshift:", "LOCK %s", " DISTSTYLE KEY DISTKEY (%s) COMPOUND SORTKEY (%s)", true),
    /** For tests, and for what is small: rows are sent in batches, and there is nothing to spread. */
    POSTGRESQL("jdbc:postgresql:", "LOCK TABLE %s IN EXCLUSIVE MODE", "", false);

    private final String urlPrefix;
    private final String lock;
    private final String layout;
    private final boolean copiesFiles;

    Dialect(String urlPrefix, String lock, String layout, boolean copiesFiles) {
        this.urlPrefix = urlPrefix;
        this.lock = lock;
        this.layout = layout;
        this.copiesFiles = copiesFiles;
    }

    /** The dialect of a JDBC URL; empty if none is known. */
    static Optional<Dialect> of(String jdbcUrl) {
        return Arrays.stream(values())
                .filter(dialect -> jdbcUrl.startsWith(dialect.urlPrefix))
                .findFirst();
    }

    /** Whether rows get there as files that a manifest lists. */
    boolean copiesFiles() {
        return copiesFiles;
    }

    String lock(String table) {
        return lock.formatted(table);
    }

    /** What follows the columns of a new table. */
    String layout(String distributedBy, String sortedBy) {
        return layout.formatted(distributedBy, sortedBy);
    }

    static String quoted(String name) {
        return "\"" + name + "\"";
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
