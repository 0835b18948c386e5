package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of some service dates that take the place of what a table of a warehouse holds of these dates, in one transaction.
 *
 * @param table the name of the table
 * @param rows with the columns of the table in the warehouse, in order: texts, numbers, dates, times
 * @param rowsByDate how many rows each service date must hold afterwards, 0 included; else nothing is changed
 * @param lakeVersion the version of the lake's table that the rows come from; a warehouse that holds a newer one refuses them
 * @param replacesNewer whether they are loaded even then
 */
public record WarehouseLoad(
        String table,
        Dataset<Row> rows,
        Map<LocalDate, Long> rowsByDate,
        long lakeVersion,
        boolean replacesNewer,
        Account account,
        Script script)
        implements Delivery {

    public WarehouseLoad {
        requireNonNull(table, "table");
        requireNonNull(rows, "rows");
        rowsByDate = Collections.unmodifiableMap(new TreeMap<>(rowsByDate));
        requireNonNull(account, "account");
        requireNonNull(script, "script");
    }

    @Override
    public String sentence() {
        return "loading " + rowsByDate.size() + " service dates of " + table + " into " + account.jdbcUrl();
    }

    /**
     * Where a warehouse is, and who asks.
     *
     * @param jdbcUrl without a password
     * @param user empty if the URL tells, or nobody is asked for
     */
    public record Account(String jdbcUrl, String user, Secret password) {
        public Account {
            requireNonNull(jdbcUrl, "jdbcUrl");
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }
    }

    /**
     * The statements of a load, all of one transaction, in the order of the components.
     *
     * @param prepare make what is not there yet, and let no other load in
     * @param newestVersion asks for the version of the lake that was loaded last; null or no row if none was
     * @param stage makes the staging table, which ends with the session
     * @param publish moves the staged rows in place of those of the dates, and notes the version
     * @param counts asks for service date and number of rows of each date that was loaded
     */
    public record Script(
            List<String> prepare,
            String newestVersion,
            List<String> stage,
            Filling filling,
            List<String> publish,
            String counts) {
        public Script {
            prepare = List.copyOf(prepare);
            requireNonNull(newestVersion, "newestVersion");
            stage = List.copyOf(stage);
            requireNonNull(filling, "filling");
            publish = List.copyOf(publish);
            requireNonNull(counts, "counts");
        }
    }

    /** How the rows get into the staging table. */
    public sealed interface Filling permits Copying, Inserting {}

    /**
     * The warehouse reads Parquet files that a manifest lists.
     *
     * @param files a folder for the files and the manifest; both are removed once the rows are loaded
     * @param statement names the manifest
     */
    public record Copying(Location files, Location manifest, String statement) implements Filling {}

    /** The rows are sent in batches; {@code statement} has one question mark for each column. */
    public record Inserting(String statement) implements Filling {}
}
