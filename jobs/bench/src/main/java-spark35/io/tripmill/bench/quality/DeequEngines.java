package io.tripmill.bench.quality;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tripmill.job.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Deequ, the open evaluator of AWS. */
final class DeequEngines {
    /** What it calls otherwise than AWS does. */
    private static final Map<String, String> NAMES =
            Map.of("Column.device_id.PatternMatch", "Column.device_id.ColumnValues.Compliance");

    private DeequEngines() {}

    static List<QualityEngine> over(SparkSession spark, Location files) {
        // It casts texts to numbers, which ANSI forbids.
        SparkSession lenient = spark.newSession();
        lenient.conf().set("spark.sql.ansi.enabled", "false");
        return List.of(new Rules(lenient, files), new Rows(lenient, files));
    }

    private static Dataset<Row> pings(SparkSession spark, Location files) {
        Dataset<Row> pings = spark.read().parquet(files.uri());
        pings.createOrReplaceTempView("primary");
        return pings;
    }

    private record Rules(SparkSession spark, Location files) implements QualityEngine {
        @Override
        public String name() {
            return QualityEngines.DEEQU;
        }

        @Override
        public void run() {
            outcomes();
        }

        @Override
        public Findings findings() {
            Map<String, Boolean> passed = new HashMap<>();
            Map<String, Double> metrics = new HashMap<>();
            for (Row outcome : outcomes()) {
                passed.put(
                        PingRules.name(outcome.getString(0)),
                        outcome.getString(1).equals("Passed"));
                Map<String, Double> found = outcome.getJavaMap(3);
                found.forEach((name, value) -> metrics.put(NAMES.getOrDefault(name, name), value));
            }
            return new Findings(passed, metrics, Map.of());
        }

        private List<Row> outcomes() {
            return EvaluateDataQuality.process(
                            pings(spark, files), PingRules.all().toString())
                    .collectAsList();
        }
    }

    private record Rows(SparkSession spark, Location files) implements QualityEngine {
        @Override
        public String name() {
            return QualityEngines.DEEQU_ROWS;
        }

        @Override
        public void run() {
            rows().write().format("noop").mode("overwrite").save();
        }

        @Override
        public Findings findings() {
            return Findings.ofRows(rows());
        }

        private Dataset<Row> rows() {
            return EvaluateDataQuality.processRows(
                            pings(spark, files), PingRules.all().toString())
                    .apply("rowLevelOutcomes");
        }
    }
}
