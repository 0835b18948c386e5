package io.tripmill.run;

import io.tripmill.job.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one list of Spark settings: the same on a laptop, in tests and on Glue. */
public final class SparkSettings {
    /** What the results depend on, and what Delta needs. */
    public static final Map<String, String> ALL = settings();

    private SparkSettings() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        // Spark 4 turns ANSI mode on, Spark 3 leaves it off; the zone is the machine's unless said.
        settings.put("spark.sql.ansi.enabled", "true");
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.datetime.java8API.enabled", "true");
        // A Parquet timestamp must keep its microseconds; INT96 has no statistics, so it would never skip a file.
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        // A run's queries make some hundreds of classes; Spark keeps a hundred. With fewer than a run needs, each is
        // generated, compiled and warmed up again in every run of a process: more than half of a small run's CPU.
        settings.put("spark.sql.codegen.cache.maxEntries", "1000");
        // What the web page shows of a plan is written for every query, and again for each stage: in the long form, a
        // profile of small runs found an eighth of the driver's samples in it.
        settings.put("spark.sql.ui.explainMode", "simple");
        // Rows that are kept are wide, and Java's serialization, by which they come back from disk, holds a hundred
        // batches at a
        // time: with Spark's 10,000 rows each that is more than a small heap has.
        settings.put("spark.sql.inMemoryColumnarStorage.batchSize", "1000");
        // Years before 1900 are rare and broken, but a record that holds one must not stop the others.
        settings.put("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
        settings.put("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
        // Spark's web page shows settings, system properties and the command line; its own list knows no presigned
        // URLs.
        settings.put("spark.redaction.regex", Redaction.SECRET_NAMES);
        return Map.copyOf(settings);
    }

    /**
     * The session of this process, made with {@link #ALL} if there is none yet. The master comes from outside: spark-submit, Glue, or
     * the launcher's system properties.
     */
    public static SparkSession open(String name) {
        SparkSession.Builder builder = SparkSession.builder().appName(name);
        ALL.forEach(builder::config);
        SparkSession spark = builder.getOrCreate();
        // On Glue the session may exist already: what can change at run time is set again.
        ALL.forEach((key, value) -> {
            if (spark.conf().isModifiable(key)) {
                spark.conf().set(key, value);
            }
        });
        return spark;
    }
}
