package io.tripmill.quality.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkJobCount;
import io.tripmill.testkit.SparkTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

@SparkTest
class SuggestionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void saysWhatItSawAndProposesWhatHolds(SparkSession spark) {
        Dataset<Row> rows = fleet(spark, 40);
        Hints hints = new Hints(List.of("device", "at"), Optional.of(NOON));

        Suggestion suggestion = Suggestion.of(rows, hints);

        assertThat(suggestion.text()).isEqualTo("""
                # tags is left out: rules take flat columns
                # note is left out: it has no value
                Rules = [
                    # 40 rows
                    RowCount > 0,
                    # the key of the table is in no two rows alike
                    IsPrimaryKey "device" "at",
                    # row is in no two rows alike
                    IsPrimaryKey "row",
                    # at is in no two rows alike
                    IsPrimaryKey "at",
                    # row is never NULL
                    IsComplete "row",
                    # row is 1 to 40
                    ColumnValues "row" >= 0,
                    ColumnValues "row" <= 40,
                    # device is never NULL
                    IsComplete "device",
                    # device has 2 values in 40 rows
                    ColumnValues "device" in ["bus \\"1\\"","scooter"],
                    # at is never NULL
                    IsComplete "at",
                    # at is 2026-03-01T00:01 to 2026-03-01T00:40
                    ColumnValues "at" >= "2026-01-01",
                    # at is never later than now
                    ColumnValues "at" <= now(),
                    # every at is at most 36 hours old; of use where old rows do not stay
                    DataFreshness "at" <= 36 hours,
                    # speed is NULL in 10 of 40 rows
                    Completeness "speed" >= 0.75,
                    # speed is 0.5 to 19.5
                    ColumnValues "speed" >= 0 where "`speed` is not null",
                    ColumnValues "speed" <= 20 where "`speed` is not null",
                    # code is NULL in 10 of 40 rows
                    Completeness "code" >= 0.75,
                    # code has 3 values in 30 rows
                    ColumnValues "code" in [0,1,2,NULL],
                    # serial is never NULL
                    IsComplete "serial",
                    # every text of serial can be read as Integer
                    ColumnDataType "serial" = "Integer",
                    # serial has 2 to 3 characters
                    ColumnLength "serial" between 1 and 4,
                    # wild is never NULL
                    IsComplete "wild"
                ]
                """);
    }

    @Test
    void whatIsPrintedReadsAsTheRulesetAndHolds(SparkSession spark) {
        Dataset<Row> rows = fleet(spark, 40);
        Suggestion suggestion = Suggestion.of(rows, new Hints(List.of("device", "at"), Optional.of(NOON)));

        Ruleset read = Ruleset.parse(suggestion.text());

        assertThat(read).isEqualTo(suggestion.ruleset());
        Evaluation evaluation = Quality.evaluate(rows, read, QualityOptions.DEFAULT.asOf(NOON));
        assertThat(evaluation.outcomes()).allMatch(outcome -> outcome.passed());
    }

    @Test
    void aKeyThatIsNoneIsSaidAndLeftOut(SparkSession spark) {
        Suggestion suggestion = Suggestion.of(fleet(spark, 40), new Hints(List.of("device"), Optional.empty()));

        assertThat(suggestion.text())
                .contains(
                        "# IsPrimaryKey \"device\" does not hold: 40 of 40 rows have a key that occurs more than once\n")
                .doesNotContain("now()", "DataFreshness");
    }

    @Test
    void withoutRowsOnlyColumnsAreKnown(SparkSession spark) {
        Suggestion suggestion = Suggestion.of(spark.createDataFrame(
                List.of(), new StructType().add("a", "int").add("b", "array<int>")));

        assertThat(Ruleset.parse(suggestion.text())).isEqualTo(suggestion.ruleset());
        assertThat(suggestion.ruleset().rules())
                .extracting(Object::toString)
                .containsExactly("ColumnExists \"a\"", "ColumnExists \"b\"");
    }

    @Test
    void textsThatDqdlWouldReadAsTimesAreNoDomain(SparkSession spark) {
        Dataset<Row> rows = spark.range(30).selectExpr("if(id < 15, '10:00', '11:00') as shift", "'a\\nb' as lines");

        Suggestion suggestion = Suggestion.of(rows);

        assertThat(suggestion.ruleset().rules())
                .extracting(Object::toString)
                .contains("ColumnLength \"shift\" = 5", "ColumnLength \"lines\" = 3")
                .noneMatch(rule -> rule.contains(" in ["));
    }

    @Test
    void takesAHandfulOfSparkJobsWhateverTheColumns(SparkSession spark) {
        Dataset<Row> rows = fleet(spark, 40);

        int jobs = SparkJobCount.jobsStartedBy(spark, () -> Suggestion.of(rows));

        assertThat(jobs).isLessThanOrEqualTo(6);
    }

    private static Dataset<Row> fleet(SparkSession spark, int rows) {
        return spark.range(1, rows + 1L, 1, 1)
                .selectExpr(
                        "cast(id as int) as row",
                        "if(id % 2 = 0, 'bus \"1\"', 'scooter') as device",
                        "timestamp_seconds(1772323200 + 60 * id) as at",
                        "if(id % 4 = 0, null, id / 2.0D) as speed",
                        "if(id % 4 = 0, null, id % 3) as code",
                        "concat('7', id % 30) as serial",
                        "if(id = 7, double('NaN'), 1.5D) as wild",
                        "array(id) as tags",
                        "cast(null as string) as note");
    }
}
