package io.tripmill.run.catalog;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The catalog of a Spark session: a metastore of Hive if the session is configured with one, else one that ends with the session. It
 * keeps no columns: Spark reads them from the table.
 */
public final class SparkCatalog implements TableCatalog {
    private final SparkSession spark;

    public SparkCatalog(SparkSession spark) {
        this.spark = spark;
    }

    /** Whether what is registered is forgotten when the session ends. */
    public static boolean endsWithTheSession(SparkSession spark) {
        return !spark.conf().get("spark.sql.catalogImplementation", "in-memory").equals("hive");
    }

    @Override
    public Change register(CatalogEntry entry) {
        String name = "`" + entry.database() + "`.`" + entry.table() + "`";
        spark.sql("CREATE DATABASE IF NOT EXISTS `" + entry.database() + "`");
        if (spark.catalog().tableExists(name)) {
            refuseOther(entry, detail(name, "Provider"), detail(name, "Location"));
            return Change.UNCHANGED;
        }
        spark.sql("CREATE TABLE " + name + " USING DELTA LOCATION '"
                + entry.location().replace("\\", "\\\\").replace("'", "\\'") + "'");
        return Change.CREATED;
    }

    private static void refuseOther(CatalogEntry entry, String provider, String place) {
        boolean isThisTable = provider.equals("delta") && new Path(place).equals(new Path(entry.location()));
        if (!isThisTable) {
            throw CatalogRefusal.taken(
                    entry, provider.isEmpty() ? "a view" : "a table of " + provider + " at '" + place + "'");
        }
    }

    /** A line of the table's description; empty if there is none of this name. */
    private String detail(String name, String line) {
        List<Row> found = spark.sql("DESCRIBE TABLE EXTENDED " + name)
                .filter(col("col_name").equalTo(line))
                .select("data_type")
                .collectAsList();
        return found.isEmpty() ? "" : found.get(found.size() - 1).getString(0);
    }

    /** The session is its maker's to stop. */
    @Override
    public void close() {}
}
