package io.tripmill.testkit;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class PlanAssertTest {
    /** Three files: ids 0-99, 100-199 and 200-299, each a partition of its own. */
    private static Path lake;

    private final SparkSession spark;

    PlanAssertTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void writeThreeFiles(SparkSession spark, @TempDir Path folder) {
        lake = folder;
        for (String format : new String[] {"delta", "parquet"}) {
            for (int i = 0; i < 3; i++) {
                spark.range(100L * i, 100L * (i + 1), 1, 1)
                        .select(col("id"), col("id").multiply(2.0).as("value"), lit(i).as("part"))
                        .write()
                        .format(format)
                        .mode("append")
                        .partitionBy("part")
                        .save(uri(format));
            }
        }
    }

    private static String uri(String format) {
        return lake.resolve(format).toUri().toString();
    }

    private Dataset<Row> delta() {
        return spark.read().format("delta").load(uri("delta"));
    }

    private Dataset<Row> parquet() {
        return spark.read().parquet(uri("parquet"));
    }

    @Test
    void exchangesAreCountedBeforeAndAfterTheRun() {
        Dataset<Row> counts = delta().groupBy("part").count();
        assertThatPlanOf(counts).hasExchanges(1);
        assertThat(counts.collectAsList()).hasSize(3);
        assertThatPlanOf(counts).hasExchanges(1);
        assertThatPlanOf(delta()).hasExchanges(0);
        assertThatPlanOf(counts.orderBy("count")).hasExchanges(2);
    }

    @Test
    void exchangesHiddenInASubqueryCount() {
        parquet().createOrReplaceTempView("plan_assert_numbers");
        Dataset<Row> aboveMean = spark.sql(
                "select id from plan_assert_numbers where value > (select avg(value) from plan_assert_numbers)");
        assertThatPlanOf(aboveMean).hasExchanges(1);
        assertThat(aboveMean.collectAsList()).hasSize(150);
        assertThatPlanOf(aboveMean).hasExchanges(1);
    }

    @Test
    void aWrongNumberOfExchangesFailsAndShowsThePlan() {
        assertThatThrownBy(
                        () -> assertThatPlanOf(delta().groupBy("part").count()).hasExchanges(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected 0 exchanges, found 1 in")
                .hasMessageContaining("Exchange hashpartitioning(part");
    }

    @Test
    void filesAreThoseLeftByPartitionsAndByStatistics() {
        assertThatPlanOf(delta()).readsFiles(3);
        assertThatPlanOf(delta().where("part = 1")).readsFiles(1);
        assertThatPlanOf(delta().where("id between 150 and 250")).readsFiles(2);
        assertThatPlanOf(delta().where("id > 1000")).readsFiles(0);
        assertThatPlanOf(delta().union(delta().where("part = 1"))).readsFiles(4);
        assertThatPlanOf(parquet().where("part = 1")).readsFiles(1);
        // Parquet without Delta has its statistics in the file: it must be opened.
        assertThatPlanOf(parquet().where("id > 1000")).readsFiles(3);
        assertThatThrownBy(() -> assertThatPlanOf(delta()).readsFiles(1))
                .hasMessageContaining("expected 1 files to read, found 3 in");
    }

    @Test
    void filesAreCountedAlsoWhereAJoinPrunesThemWhileItRuns() {
        Dataset<Row> one = parquet().where("id = 150").select(col("part"));
        Dataset<Row> joined = parquet().join(one, "part");
        assertThatPlanOf(joined).readsFiles(6).hasExchanges(0);
        assertThat(joined.collectAsList()).hasSize(100);
        assertThatPlanOf(joined).readsFiles(6).hasExchanges(0);
    }

    @Test
    void filtersArePushedToPartitionsAndToTheFormat() {
        assertThatPlanOf(delta().where("part = 1 and id > 5")).pushes("part").pushes("id");
        assertThatPlanOf(parquet().where("part = 1 and id > 5")).pushes("part").pushes("id");
    }

    @Test
    void whatIsNotPushedIsFoundOut() {
        assertThatThrownBy(() -> assertThatPlanOf(delta().where("part = 1")).pushes("id"))
                .hasMessageContaining("expected a pushed filter on id, found filters on [part] in");
        assertThatThrownBy(
                        () -> assertThatPlanOf(delta().where(isEven(col("id")))).pushes("id"))
                .hasMessageContaining("expected a pushed filter on id, found filters on [] in");
    }

    @Test
    void thatAColumnIsNotNullIsNoPushedFilter() {
        assertThatThrownBy(() -> assertThatPlanOf(delta().where("id is not null and part is not null"))
                        .pushes("id"))
                .hasMessageContaining("found filters on []");
    }

    @Test
    void columnsAreReadThatTheRowsAreMadeOf() {
        Dataset<Row> sums = delta().where("part = 1").groupBy("part").sum("value");
        assertThatPlanOf(sums).reads("value").doesNotRead("id");
        assertThat(sums.collectAsList()).hasSize(1);
        assertThatPlanOf(sums).reads("value").doesNotRead("id");
        assertThatThrownBy(() -> assertThatPlanOf(sums).reads("id"))
                .hasMessageContaining("expected id to be read, read are [value] in");
        assertThatThrownBy(() -> assertThatPlanOf(sums).doesNotRead("value"))
                .hasMessageContaining("expected value not to be read, read are [value] in");
    }

    @Test
    void userDefinedFunctionsAreFoundWhereverTheyAre() {
        assertThatPlanOf(delta().where("id > 5").groupBy("part").count()).hasNoUdf();
        assertThatThrownBy(
                        () -> assertThatPlanOf(delta().where(isEven(col("id")))).hasNoUdf())
                .hasMessageContaining("expected no user-defined function, found [is_even] in");
        assertThatThrownBy(() -> assertThatPlanOf(
                                delta().groupBy(isEven(col("id")).and(lit(true)).as("even"))
                                        .count())
                        .hasNoUdf())
                .hasMessageContaining("is_even");
    }

    private static org.apache.spark.sql.Column isEven(org.apache.spark.sql.Column column) {
        return udf((UDF1<Long, Boolean>) id -> id % 2 == 0, DataTypes.BooleanType)
                .withName("is_even")
                .apply(column);
    }
}
