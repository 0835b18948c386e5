package io.tripmill.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.schema.OdFlows;
import io.tripmill.schema.WarehouseLoads;
import io.tripmill.testkit.SparkTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Dates differ if their rows do, and only then. */
@SparkTest
class FingerprintsTest {
    private final SparkSession spark;

    FingerprintsTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void aChangeOfAnyKindIsFoundAndAnotherOrderIsNone() {
        Dataset<Row> before = rows(
                flow(1, "a", "b"),
                flow(1, "c", "d"), // comes in another order
                flow(2, "a", null), // the null moves to the other column
                flow(3, "a", "b"), // comes twice
                flow(4, "a", "b"), // goes
                flow(5, "a", "b"),
                flow(5, "a", "b")); // another row comes twice
        Dataset<Row> after = rows(
                flow(1, "c", "d"),
                flow(1, "a", "b"),
                flow(2, null, "a"),
                flow(3, "a", "b"),
                flow(3, "a", "b"),
                flow(5, "c", "d"),
                flow(5, "c", "d"),
                flow(6, "a", "b"));

        List<Row> differences = Fingerprints.differences(
                        Fingerprints.of(after, OdFlows.TABLE), Fingerprints.of(before, OdFlows.TABLE))
                .orderBy(WarehouseLoads.SERVICE_DATE.name())
                .collectAsList();

        assertThat(differences)
                .extracting(row -> row.getLocalDate(0).getDayOfMonth() + ":" + row.getLong(1))
                .containsExactly("2:1", "3:2", "4:0", "5:2", "6:1");
    }

    private Dataset<Row> rows(Row... rows) {
        return spark.createDataFrame(List.of(rows), OdFlows.TABLE.schema());
    }

    private static Row flow(int day, @Nullable String origin, @Nullable String destination) {
        return RowFactory.create(
                LocalDate.of(2026, 3, day),
                Instant.EPOCH,
                "2026-03-01T06:00Z",
                origin,
                destination,
                3L,
                10.0,
                20.0,
                3.0,
                3.0,
                3.0,
                0.0,
                6.0,
                6.0,
                6.0,
                0.0);
    }
}
