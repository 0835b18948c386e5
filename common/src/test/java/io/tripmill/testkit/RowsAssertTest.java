package io.tripmill.testkit;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.schema.Pings;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class RowsAssertTest {
    private final SparkSession spark;

    RowsAssertTest(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> pings() {
        return TextTable.rows(spark, Pings.TABLE, """
                device_id | timestamp            | lat  | trip_ids | service_date
                d2        | 2026-01-01T00:05:00Z | 0.1  | [t1, -]  | 2026-01-01
                d1        | 2026-01-01T00:00:00Z | 52.5 | -        | 2025-12-31
                d1        | 2026-01-01T00:00:00Z | 52.5 | -        | 2025-12-31
                """);
    }

    @Test
    void rowsOfATableHaveAllItsColumnsAndNullWhereNothingIsSaid() {
        assertThat(pings().schema()).isEqualTo(Pings.TABLE.schema());
        assertThatRows(pings()).hasRows("""
                lat  | lng | device_id
                52.5 | -   | d1
                52.5 | -   | d1
                0.1  | -   | d2
                """);
    }

    @Test
    void timesAreRealInstantsAndDates() {
        assertThatRows(pings().select(
                                col("timestamp").cast("long").as("seconds"),
                                col("service_date").cast("string").as("day")))
                .hasRows("""
                        seconds    | day
                        1767225600 | 2025-12-31
                        1767225600 | 2025-12-31
                        1767225900 | 2026-01-01
                        """);
        assertThat(pings().where(col("device_id").equalTo("d2")).head().getInstant(2))
                .isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
    }

    @Test
    void missingAndUnexpectedRowsAreShownAsText() {
        assertThatThrownBy(() -> assertThatRows(pings()).as("the pings").hasRows("""
                        device_id | lat  | trip_ids
                        d1        | 52.5 | -
                        d2        | 0.2  | [t1, -]
                        """))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        [the pings] 2 rows expected, 3 found
                        missing (1):
                        device_id | lat | trip_ids
                        d2        | 0.2 | [t1, -]
                        unexpected (2):
                        device_id | lat  | trip_ids
                        d1        | 52.5 | -
                        d2        | 0.1  | [t1, -]
                        they differ in device_id, lat, trip_ids""");
    }

    @Test
    void manyRowsAreNotAllShown() {
        assertThatThrownBy(() -> assertThatRows(spark.range(100).toDF()).hasRows("id\n"))
                .hasMessageContaining("unexpected (100):")
                .hasMessageContaining("\n19\n... and 80 more");
    }

    @Test
    void orderMattersOnlyWhereItIsAsked() {
        Dataset<Row> sorted = pings().orderBy("lat");
        assertThatRows(sorted).hasRowsInOrder("lat\n0.1\n52.5\n52.5\n");
        assertThatRows(sorted).hasRows("lat\n52.5\n0.1\n52.5\n");
        assertThatThrownBy(() -> assertThatRows(sorted).hasRowsInOrder("lat\n52.5\n0.1\n52.5\n"))
                .hasMessage(
                        "the rows are in another order\nexpected:\nlat\n52.5\n0.1\n52.5\nfound:\nlat\n0.1\n52.5\n52.5\n");
        assertThatThrownBy(() -> assertThatRows(sorted).hasRowsInOrder("lat\n0.1\n"))
                .hasMessageStartingWith("1 rows expected, 3 found");
    }

    @Test
    void emptyIsEmpty() {
        assertThatRows(TextTable.rows(spark, Trips.TABLE, "trip_id\n")).isEmpty();
        assertThatThrownBy(() -> assertThatRows(spark.range(1).toDF()).isEmpty())
                .hasMessage("expected no rows, found among others:\nid\n0\n");
    }

    @Test
    void columnsAreCompared() {
        assertThatRows(spark.range(1).toDF("a")).hasColumns("a");
        assertThatThrownBy(() -> assertThatRows(spark.range(1).toDF("a")).hasColumns("a", "b"))
                .hasMessage("expected the columns [a, b], found [a]");
    }

    @Test
    void sameRowsInAnotherOrderAreTheSame() {
        assertThatRows(pings()).hasSameRowsAs(pings().orderBy("lat").repartition(3));
        assertThatRows(nested(1)).hasSameRowsAs(nested(1));
    }

    @Test
    void oneRowLessIsNotTheSame() {
        assertThatThrownBy(() -> assertThatRows(pings().distinct()).hasSameRowsAs(pings()))
                .hasMessageContaining("3 rows expected, 2 found")
                .hasMessageContaining("missing (1):");
        assertThatThrownBy(() -> assertThatRows(nested(1)).hasSameRowsAs(nested(2)))
                .hasMessageContaining("they differ in nested");
    }

    @Test
    void doublesAreTheSameBitForBitUnlessAToleranceIsGiven() {
        Dataset<Row> nearly = pings().withColumn("lat", col("lat").plus(1e-12));
        assertThatRows(nearly).hasSameRowsAs(pings(), 1e-9);
        assertThatThrownBy(() -> assertThatRows(nearly).hasSameRowsAs(pings()))
                .hasMessageContaining("they differ in lat");
        assertThatThrownBy(() -> assertThatRows(nearly).hasSameRowsAs(pings(), 1e-13))
                .hasMessageContaining("they differ in lat");
    }

    @Test
    void sameRowsWithOtherTypesAreNotTheSame() {
        assertThatThrownBy(() -> assertThatRows(spark.range(1).toDF())
                        .hasSameRowsAs(spark.range(1).select(col("id").cast("int"))))
                .hasMessage("expected the columns id int, found id bigint");
    }

    @Test
    void printedRowsAreSortedFromTheFirstColumn() {
        assertThat(TextTable.print(pings().select("lat", "device_id"))).isEqualTo("""
                lat  | device_id
                0.1  | d2
                52.5 | d1
                52.5 | d1
                """);
    }

    @Test
    void printedRowsOfATableAreSortedByItsKey() {
        Dataset<Row> stays = TextTable.rows(spark, Stays.TABLE, """
                stay_id | provider_id | device_id | start_time           | flags
                a       | p           | d2        | 2026-01-01T00:00:00Z | []
                b       | p           | d1        | 2026-01-01T01:00:00Z | [GAP_START]
                c       | p           | d1        | 2026-01-01T00:00:00Z | []
                """);
        String printed = TextTable.print(Stays.TABLE, stays);
        assertThat(printed.lines().map(line -> line.substring(0, 1))).containsExactly("s", "c", "b", "a");
        assertThatRows(TextTable.rows(spark, Stays.TABLE, printed)).hasSameRowsAs(stays);
    }

    /** A map, a struct and an array of structs: what a text table can't hold, but a dataset can. */
    private Dataset<Row> nested(int value) {
        return spark.range(1)
                .select(struct(
                                map(lit("k"), lit(value)).as("m"),
                                array(struct(lit(value).as("v"))).as("a"))
                        .as("nested"));
    }
}
