package io.tripmill.jobs;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.suggest.Suggestion;
import io.tripmill.schema.Pings;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The README shows the lines between the marks. */
@SparkTest
class ReadmeQualityExampleTest {
    @Test
    void evaluatesRulesWithoutALake(SparkSession spark) {
        Dataset<Row> rows = TextTable.rows(spark, Pings.TABLE, """
                device_id | timestamp            | speed
                d1        | 2026-03-01T06:00:00Z | 4.5
                d1        | 2026-03-01T06:05:00Z | -1.0
                d1        | 2026-03-01T06:10:00Z | -
                """).select("device_id", "timestamp", "speed");
        // README begins
        Ruleset ruleset = Ruleset.parse("""
                Rules = [
                    IsPrimaryKey "device_id" "timestamp",
                    ColumnValues "speed" >= 0 where "speed is not null"
                ]
                """);
        Evaluation evaluation = Quality.evaluate(rows, ruleset);
        boolean passed = evaluation.passed();
        Dataset<Row> good = evaluation.passedRows();
        Dataset<Row> bad = evaluation.quarantinedRows(); // with the names of the broken rules
        String draft = Suggestion.of(good).text(); // a ruleset to start from
        // README ends
        assertThat(passed).isFalse();
        assertThatRows(good).hasRows("""
                device_id | timestamp            | speed
                d1        | 2026-03-01T06:00:00Z | 4.5
                d1        | 2026-03-01T06:10:00Z | -
                """);
        assertThatRows(bad.select("speed")).hasRows("""
                speed
                -1.0
                """);
        assertThat(draft).contains("IsComplete \"device_id\"");
    }
}
