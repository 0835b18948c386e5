package io.tripmill.testkit;

import io.tripmill.run.SparkSettings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one session of this process: what production sets, and what makes Spark quick on two cores. */
final class SharedSession implements ParameterResolver {
    private static final Map<String, String> PRODUCTION = SparkSettings.ALL;

    private static final Map<String, String> SMALL = Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "2",
            "spark.default.parallelism", "2",
            "spark.databricks.delta.snapshotPartitions", "2",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1");

    private static @Nullable SparkSession session;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(buildFolder(context.getRequiredTestClass()).resolve("spark-warehouse"));
    }

    private static synchronized SparkSession session(Path warehouse) {
        SparkSession open = session;
        if (open == null || open.sparkContext().isStopped()) {
            SparkSession.Builder builder =
                    SparkSession.builder().master("local[2]").appName("tripmill tests");
            PRODUCTION.forEach(builder::config);
            SMALL.forEach(builder::config);
            open = builder.config("spark.sql.warehouse.dir", warehouse.toUri().toString())
                    .getOrCreate();
            session = open;
        }
        return open;
    }

    /** Where the test's own module builds: target, or that of another runtime. */
    private static Path buildFolder(Class<?> test) {
        try {
            Path testClasses = Path.of(
                    test.getProtectionDomain().getCodeSource().getLocation().toURI());
            return testClasses.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("tests are run from a folder of classes", e);
        }
    }
}
