package io.tripmill.job;

import java.util.List;
import java.util.Set;

/**
 * The names that AWS Glue passes to main or keeps for itself.
 *
 * <p>From the AWS Glue developer guide, "Using job parameters", and the parameters that its libraries set.
 */
public final class GlueArguments {
    /** Glue always passes it, and nobody else does. */
    private static final String SIGN_OF_GLUE = "JOB_NAME";

    private static final Set<String> NAMES = Set.of(
            "JOB_NAME",
            "JOB_ID",
            "JOB_RUN_ID",
            "SECURITY_CONFIGURATION",
            "TempDir",
            "RedshiftTempDir",
            "auto-scale-within-microbatch",
            "additional-python-modules",
            "class",
            "conf",
            "continuation-option",
            "continuous-log-conversionPattern",
            "continuous-log-logGroup",
            "continuous-log-logStreamPrefix",
            "custom-logGroup-prefix",
            "custom-logStream-prefix",
            "customer-driver-env-vars",
            "customer-executor-env-vars",
            "datalake-formats",
            "debug",
            "disable-proxy-v2",
            "enable-auto-scaling",
            "enable-continuous-cloudwatch-log",
            "enable-continuous-log-filter",
            "enable-data-lineage",
            "enable-glue-datacatalog",
            "enable-job-insights",
            "enable-lakeformation-fine-grained-access",
            "enable-metrics",
            "enable-observability-metrics",
            "enable-rename-algorithm-v2",
            "enable-s3-parquet-optimized-committer",
            "enable-spark-ui",
            "encryption-type",
            "endpoint",
            "executor-cores",
            "extra-files",
            "extra-jars",
            "extra-py-files",
            "job-bookmark-from",
            "job-bookmark-option",
            "job-bookmark-to",
            "job-language",
            "mode",
            "python-modules-installer-option",
            "python-virtual-env",
            "python-virtual-env-storage-prefix",
            "scriptLocation",
            "spark-event-logs-path",
            "use-postgres-driver",
            "user-jars-first");

    private GlueArguments() {}

    static boolean isReserved(String name) {
        return NAMES.contains(name);
    }

    /** Whether these arguments come from a Glue run. */
    public static boolean comeFromGlue(List<String> argv) {
        return argv.stream()
                .anyMatch(arg -> arg.equals("--" + SIGN_OF_GLUE) || arg.startsWith("--" + SIGN_OF_GLUE + "="));
    }
}
