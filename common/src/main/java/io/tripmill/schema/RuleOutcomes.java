package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.util.List;

/** What became of the rules that runs checked; the columns in capitals are those of AWS Glue Data Quality. */
public final class RuleOutcomes {
    public static final Field RUN_ID =
            required("run_id", StringType, "The run that checked; a repeated run replaces its rows.");
    public static final Field TABLE_NAME =
            required("table_name", StringType, "The table whose rows were checked, or the URI of their folder.");
    public static final Field RULESET =
            required("ruleset", StringType, "The ruleset as it was named: a URI, or default.");
    public static final Field RULE_NUMBER =
            required("rule_number", LongType, "The place of the rule in its ruleset, from 1.");
    public static final Field RULE = required("Rule", StringType, "The rule in DQDL.");
    public static final Field OUTCOME = required("Outcome", StringType, "Passed or Failed.");
    public static final Field FAILURE_REASON =
            optional("FailureReason", StringType, "Why the rule failed; null if it passed.");
    public static final Field EVALUATED_METRICS = required(
            "EvaluatedMetrics",
            createMapType(StringType, DoubleType),
            "What was measured for the rule, by the names that AWS Glue gives.");
    public static final Field EVALUATED_RULE =
            required("EvaluatedRule", StringType, "The rule with what it takes from earlier runs as numbers.");
    public static final Field LABELS = required(
            "Labels", createMapType(StringType, StringType), "The labels of the rule, the default ones included.");
    public static final Field EVALUATED_AT = required(
            "evaluated_at", TimestampType, "The instant that counted as now, UTC: --as-of, or the start of the run.");
    public static final Field ON_FAILURE =
            required("on_failure", StringType, "What a failed rule led to: WARN, HALT or QUARANTINE.");
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of evaluated_at.");

    public static final Table TABLE = Table.of(
                    "rule_outcomes",
                    Layer.CONTROL,
                    "One rule in one run.",
                    List.of(
                            RUN_ID,
                            TABLE_NAME,
                            RULESET,
                            RULE_NUMBER,
                            RULE,
                            OUTCOME,
                            FAILURE_REASON,
                            EVALUATED_METRICS,
                            EVALUATED_RULE,
                            LABELS,
                            EVALUATED_AT,
                            ON_FAILURE,
                            SERVICE_DATE),
                    List.of(EVALUATED_AT, RUN_ID, TABLE_NAME, RULE_NUMBER))
            .prunedBy(SERVICE_DATE, RUN_ID, TABLE_NAME);

    private RuleOutcomes() {}
}
