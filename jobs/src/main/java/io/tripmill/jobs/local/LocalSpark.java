package io.tripmill.jobs.local;

import java.nio.file.Path;
import java.util.Map;

/** The Spark settings of a laptop, given as system properties so that a caller's own ({@code -Dspark...}) come first. */
public final class LocalSpark {
    private LocalSpark() {}

    /** Sets what is not set yet; takes effect when the first session of this JVM is made. */
    public static void prepare() {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        Map<String, String> defaults = Map.ofEntries(
                Map.entry("spark.master", "local[*]"),
                Map.entry("spark.ui.enabled", "false"),
                Map.entry("spark.driver.host", "127.0.0.1"),
                Map.entry("spark.driver.bindAddress", "127.0.0.1"),
                Map.entry("spark.sql.shuffle.partitions", cores),
                Map.entry("spark.databricks.delta.snapshotPartitions", "2"),
                // A laptop has no EMRFS; s3:// means what it means on Glue.
                Map.entry("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem"),
                // Where the session has a metastore of Hive, it is one that makes itself.
                Map.entry("spark.hadoop.datanucleus.schema.autoCreateAll", "true"),
                Map.entry("spark.hadoop.hive.metastore.schema.verification", "false"),
                // Someone is waiting: by S3A's own numbers an endpoint that refuses is given up after 100 seconds.
                Map.entry("spark.hadoop.fs.s3a.retry.limit", "3"),
                Map.entry("spark.hadoop.fs.s3a.attempts.maximum", "2"),
                Map.entry("spark.hadoop.fs.s3a.connection.establish.timeout", "15s"),
                // A store that takes a request and says nothing is given up too; less than this S3A does not take.
                Map.entry("spark.hadoop.fs.s3a.connection.timeout", "15s"),
                Map.entry(
                        "spark.sql.warehouse.dir",
                        Path.of(System.getProperty("java.io.tmpdir"), "tripmill-warehouse")
                                .toUri()
                                .toString()));
        defaults.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }
}
