package io.tripmill.quality;

import io.tripmill.quality.plan.RowOutcomes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What became of the rules of a ruleset. The datasets of rows are lazy: each use of one reads the rows again. */
public final class Evaluation {
    private static final StructType OUTCOMES = new StructType()
            .add("Rule", DataTypes.StringType)
            .add("Outcome", DataTypes.StringType)
            .add("FailureReason", DataTypes.StringType)
            .add("EvaluatedMetrics", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
            .add("EvaluatedRule", DataTypes.StringType)
            .add("Labels", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

    private final SparkSession spark;
    private final List<RuleOutcome> outcomes;
    private final Map<String, Double> metrics;
    private final Map<String, String> refusedAnalyzers;
    private final RowOutcomes rows;

    Evaluation(
            SparkSession spark,
            List<RuleOutcome> outcomes,
            Map<String, Double> metrics,
            Map<String, String> refusedAnalyzers,
            RowOutcomes rows) {
        this.spark = spark;
        this.outcomes = List.copyOf(outcomes);
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        this.refusedAnalyzers = Collections.unmodifiableMap(new LinkedHashMap<>(refusedAnalyzers));
        this.rows = rows;
    }

    /** One for each rule, in the order of the ruleset. */
    public List<RuleOutcome> outcomes() {
        return outcomes;
    }

    /** Whether every rule holds. */
    public boolean passed() {
        return outcomes.stream().allMatch(RuleOutcome::passed);
    }

    /** What was measured for rules and analyzers, by the names under which {@link MetricHistory} is asked for it. */
    public Map<String, Double> metrics() {
        return metrics;
    }

    /** The analyzers that can't be evaluated, and why. */
    public Map<String, String> refusedAnalyzers() {
        return refusedAnalyzers;
    }

    /** The outcomes with Glue's columns, one row a rule, in the order of the ruleset. */
    public Dataset<Row> ruleOutcomes() {
        List<Row> table = outcomes.stream()
                .map(outcome -> RowFactory.create(
                        outcome.rule(),
                        outcome.outcome(),
                        outcome.failureReason().orElse(null),
                        scalaMap(outcome.evaluatedMetrics()),
                        outcome.evaluatedRule(),
                        scalaMap(outcome.labels().values())))
                .toList();
        return spark.createDataFrame(table, OUTCOMES);
    }

    /** The rows with Glue's four columns: which rules each passes, fails and is skipped by, and whether it fails any. */
    public Dataset<Row> rowLevelOutcomes() {
        return rows.labelled();
    }

    /** The rows that break no rule that is decided for single rows. */
    public Dataset<Row> passedRows() {
        return rows.passed();
    }

    /** The other rows, with the texts of the rules that they break in DataQualityRulesFail. */
    public Dataset<Row> quarantinedRows() {
        return rows.quarantined();
    }

    // Both Scala versions have it; the newer one deprecates it for a name that the older lacks.
    @SuppressWarnings("deprecation")
    private static <V> scala.collection.Map<String, V> scalaMap(Map<String, V> map) {
        return scala.collection.JavaConverters.mapAsScalaMap(map);
    }
}
