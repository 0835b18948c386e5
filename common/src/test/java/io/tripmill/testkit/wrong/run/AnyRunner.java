package io.tripmill.testkit.wrong.run;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Allowed: the runner reads, acts and asks the clock. */
public final class AnyRunner {
    private AnyRunner() {}

    public static String run(String table) {
        Dataset<Row> rows = SparkSession.builder().getOrCreate().read().load(table);
        rows.write().save(table);
        return rows.count() + " rows at " + Instant.now() + " by " + System.getenv("USER");
    }
}
