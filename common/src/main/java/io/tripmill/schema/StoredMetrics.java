package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** What runs measured while they checked rules: the history of {@code last(k)} and DetectAnomalies. */
public final class StoredMetrics {
    public static final Field RUN_ID =
            required("run_id", StringType, "The run that measured; a repeated run replaces its rows.");
    public static final Field TABLE_NAME =
            required("table_name", StringType, "The table whose rows were measured, or the URI of their folder.");
    public static final Field RULESET =
            required("ruleset", StringType, "The ruleset as it was named: a URI, or default.");
    public static final Field METRIC =
            required("metric", StringType, "What was measured, such as Column.speed.Completeness.");
    public static final Field VALUE = required("value", DoubleType, "The measured number.");
    public static final Field EVALUATED_AT = required(
            "evaluated_at", TimestampType, "The instant that counted as now, UTC: --as-of, or the start of the run.");
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of evaluated_at.");

    public static final Table TABLE = Table.of(
                    "metric_history",
                    Layer.CONTROL,
                    "One metric in one run.",
                    List.of(RUN_ID, TABLE_NAME, RULESET, METRIC, VALUE, EVALUATED_AT, SERVICE_DATE),
                    List.of(TABLE_NAME, RULESET, METRIC, EVALUATED_AT, RUN_ID))
            .prunedBy(SERVICE_DATE, RUN_ID, TABLE_NAME);

    private StoredMetrics() {}
}
