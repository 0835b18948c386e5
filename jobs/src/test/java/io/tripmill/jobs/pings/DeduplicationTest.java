package io.tripmill.jobs.pings;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Write;
import io.tripmill.schema.Pings;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkJobCount;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SparkTest
class DeduplicationTest {
    private static final Deduplication BY_TIMESTAMP = Deduplication.by(Deduplicate.TIMESTAMP);
    private static final Deduplication EXACT = Deduplication.by(Deduplicate.EXACT);

    /** Each column that decides, the most important first: its name, a value, a greater value, and whether it may be null. */
    private static final List<Decider> ORDER = List.of(
            new Decider("horizontal_accuracy", "4.5", "10.0", true),
            new Decider("lat", "-9.0", "10.0", false),
            new Decider("lng", "-9.0", "10.0", false),
            new Decider("telemetry_id", "a10", "a9", true),
            new Decider("vehicle_id", "a", "b", true),
            new Decider("vehicle_type", "a", "b", true),
            new Decider("mode", "a", "b", true),
            new Decider("altitude", "-9.0", "10.0", true),
            new Decider("heading", "9.0", "10.0", true),
            new Decider("speed", "9.0", "10.0", true),
            new Decider("satellites", "9", "10", true),
            new Decider("battery_percent", "9", "10", true),
            new Decider("fuel_percent", "9", "10", true),
            new Decider("trip_ids", "[a, z]", "[b]", true),
            new Decider("journey_id", "a", "b", true),
            new Decider("stop_id", "a", "b", true),
            new Decider("vehicle_state", "a", "b", true),
            new Decider("odometer", "9.0", "10.0", true),
            new Decider("occupancy_status", "a", "b", true),
            new Decider("route_id", "a", "b", true),
            new Decider("gtfs_trip_id", "a", "b", true),
            new Decider("publication_time", "1969-12-31T23:59:59Z", "2026-01-01T00:00:00Z", true),
            new Decider("source", "a", "b", false),
            new Decider("source_seq", "9", "10", true),
            new Decider("ingest_time", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", false),
            new Decider("source_file", "a", "b", false),
            new Decider("source_position", "9", "10", false));

    private record Decider(String column, String less, String greater, boolean mayBeNull) {}

    private final SparkSession spark;

    DeduplicationTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void oneRowOfEachDeviceAndInstantIsKeptAndItsCopiesAreCounted() {
        Dataset<Row> pings = rows("""
                provider_id | device_id | timestamp                   | lat  | lng
                p           | d         | 2026-01-01T00:00:00Z        | 52.5 | 13.5
                p           | d         | 2026-01-01T00:00:00Z        | 52.5 | 13.4
                p           | d         | 2026-01-01T00:00:00.000001Z | 52.5 | 13.4
                p           | e         | 2026-01-01T00:00:00Z        | 52.5 | 13.4
                q           | d         | 2026-01-01T00:00:00Z        | 52.5 | 13.4
                """);
        assertThatRows(best(BY_TIMESTAMP, pings)).hasRows("""
                provider_id | device_id | timestamp                   | lat  | lng  | copies
                p           | d         | 2026-01-01T00:00:00Z        | 52.5 | 13.4 | 2
                p           | d         | 2026-01-01T00:00:00.000001Z | 52.5 | 13.4 | 1
                p           | e         | 2026-01-01T00:00:00Z        | 52.5 | 13.4 | 1
                q           | d         | 2026-01-01T00:00:00Z        | 52.5 | 13.4 | 1
                """);
    }

    @Test
    void exactKeepsEveryPlaceOfAnInstantWithItsLeastSequence() {
        Dataset<Row> pings = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | horizontal_accuracy | source_seq
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 1.0                 | -
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 9.0                 | 7
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 1.0                 | 8
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.5 | 9.0                 | -
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.5 | 8.0                 | -
                """);
        assertThatRows(best(EXACT, pings)).hasRows("""
                lat  | lng  | horizontal_accuracy | source_seq | copies
                52.5 | 13.4 | 9.0                 | 7          | 3
                52.5 | 13.5 | 8.0                 | -          | 2
                """);
    }

    /** For each column: two rows that are equal in all columns before it, while in all columns after it the loser is better. */
    @Test
    void everyColumnDecidesWhereAllBeforeItAreEqual() {
        StringBuilder table = new StringBuilder("provider_id | device_id | timestamp");
        ORDER.forEach(decider -> table.append(" | ").append(decider.column));
        table.append("\n");
        StringBuilder expected = new StringBuilder("device_id | source_file | copies\n");
        for (int i = 0; i < ORDER.size(); i++) {
            Decider decider = ORDER.get(i);
            table.append(candidate(decider.column, i, decider.less, true));
            table.append(candidate(decider.column, i, decider.greater, false));
            String winner =
                    decider.column.equals("source_file") || decider.column.equals("source_position") ? "a" : "b";
            expected.append(decider.column + " | " + winner + " | 2\n");
            if (decider.mayBeNull) {
                table.append(candidate(decider.column + "_null", i, decider.greater, true));
                table.append(candidate(decider.column + "_null", i, "-", false));
                expected.append(decider.column + "_null | b | 2\n");
            }
        }
        assertThatRows(best(BY_TIMESTAMP, rows(table.toString()))).hasRows(expected.toString());
    }

    /** A row with the value at the deciding column, the lesser ones before it, and the worse ones after it if it shall win. */
    private static String candidate(String device, int deciding, String value, boolean shallWin) {
        StringBuilder row = new StringBuilder("p | " + device + " | 2026-01-01T00:00:00Z");
        for (int i = 0; i < ORDER.size(); i++) {
            Decider decider = ORDER.get(i);
            String other = i > deciding && shallWin ? decider.greater : decider.less;
            row.append(" | ").append(i == deciding ? value : other);
        }
        return row.append("\n").toString();
    }

    @Test
    void noColumnOfPingsIsForgottenInTheOrder() {
        List<String> named = new ArrayList<>(ORDER.stream().map(Decider::column).toList());
        Collections.addAll(named, "provider_id", "device_id", "timestamp", "cancelled_trip_ids", "service_date");
        assertThat(named).containsExactlyInAnyOrder(Pings.TABLE.schema().fieldNames());
    }

    @Test
    void zerosAreOrderedBySignAsDoubleCompareDoes() {
        Dataset<Row> pings = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | altitude | heading | source_seq
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 0.0      | 1.0     | 1
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -0.0     | 2.0     | 2
                p           | e         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | NaN      | 1.0     | 1
                p           | e         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 1.0      | 2.0     | 2
                """);
        assertThatRows(best(BY_TIMESTAMP, pings)).hasRows("""
                device_id | source_seq
                d         | 2
                e         | 2
                """);
    }

    @Test
    void aWinnerIsInsertedReplacesOrIsDropped() {
        Dataset<Row> stored = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | horizontal_accuracy | source_file
                p           | same      | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | a
                p           | better    | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | a
                p           | worse     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | a
                p           | later     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | a
                p           | alone     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | a
                """);
        Dataset<Row> accepted = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | horizontal_accuracy | source_file
                p           | same      | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | a
                p           | better    | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 900.0               | b
                p           | worse     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | b
                p           | later     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | b
                p           | new       | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | b
                p           | new       | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | c
                """);
        Dataset<Row> judged = BY_TIMESTAMP.judged(accepted, stored);
        assertThatRows(judged).hasRows("""
                device_id | horizontal_accuracy | source_file | copies | verdict
                same      | -                   | a           | 1      | drop
                better    | 900.0               | b           | 1      | replace
                worse     | 5.0                 | a           | 1      | drop
                later     | 5.0                 | a           | 1      | drop
                new       | -                   | b           | 2      | insert
                """);
        assertThat(judged.columns())
                .startsWith(Pings.TABLE.schema().fieldNames())
                .endsWith("copies", "verdict");
    }

    /** An event that cancels a trip often stands at the instant of a better position. */
    @Test
    void theKeptRowCancelsWhatAnyCopyCancels() {
        Dataset<Row> stored = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | horizontal_accuracy | cancelled_trip_ids | source_file
                p           | told      | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | -                  | a
                p           | again     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | [t1, t2]           | a
                p           | better    | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 5.0                 | [t1]               | a
                """);
        Dataset<Row> accepted = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | horizontal_accuracy | cancelled_trip_ids | source_file
                p           | told      | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | [t1]               | b
                p           | again     | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | [t2]               | b
                p           | better    | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 4.0                 | -                  | b
                p           | new       | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 4.0                 | -                  | b
                p           | new       | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | [t9]               | b
                p           | new       | 2026-01-01T00:00:00Z | 52.5 | 13.4 | -                   | [t3, t9]           | c
                """);
        assertThatRows(BY_TIMESTAMP.judged(accepted, stored)).hasRows("""
                device_id | horizontal_accuracy | cancelled_trip_ids | source_file | copies | verdict
                told      | 5.0                 | [t1]               | a           | 1      | replace
                again     | 5.0                 | [t1, t2]           | a           | 1      | drop
                better    | 4.0                 | [t1]               | b           | 1      | replace
                new       | 4.0                 | [t3, t9]           | b           | 3      | insert
                """);
    }

    @Test
    void exactComparesWithTheStoredRowOfTheSamePlace() {
        Dataset<Row> stored = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | source_seq
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 7
                """);
        Dataset<Row> accepted = rows("""
                provider_id | device_id | timestamp            | lat  | lng  | source_seq
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.4 | 6
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.5 | 8
                """);
        assertThatRows(EXACT.judged(accepted, stored)).hasRows("""
                lng  | source_seq | verdict
                13.4 | 6          | replace
                13.5 | 8          | insert
                """);
    }

    /** Whatever the order and the batches: best of all = what a table holds that took one batch after the other. */
    @ParameterizedTest
    @EnumSource(Deduplicate.class)
    void neitherOrderNorBatchesMatter(Deduplicate mode) {
        Deduplication deduplication = Deduplication.by(mode);
        Property.check(4, random -> {
            List<Row> pings = pings(random);
            List<Row> shuffled = new ArrayList<>(pings);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            Dataset<Row> atOnce = best(deduplication, dataset(pings));
            assertThatRows(best(deduplication, dataset(shuffled).repartition(3)))
                    .hasSameRowsAs(atOnce);

            int cut = random.nextInt(pings.size());
            Dataset<Row> stored = Pings.TABLE.conform(best(deduplication, dataset(shuffled.subList(0, cut))));
            Dataset<Row> judged = deduplication.judged(dataset(shuffled.subList(cut, shuffled.size())), stored);
            assertThatRows(merged(stored, judged, deduplication)).hasSameRowsAs(Pings.TABLE.conform(atOnce));
        });
    }

    private static Dataset<Row> merged(Dataset<Row> stored, Dataset<Row> judged, Deduplication deduplication) {
        Dataset<Row> taken = judged.filter(col(Write.Upsert.VERDICT).notEqual(lit(Write.Upsert.DROP)));
        String[] key = deduplication.key().stream().map(field -> field.name()).toArray(String[]::new);
        return Pings.TABLE
                .conform(stored.join(
                        taken.select(key[0], List.of(key).subList(1, key.length).toArray(String[]::new)),
                        key,
                        "left_anti"))
                .union(Pings.TABLE.conform(taken));
    }

    /** Few values in each column, so that most rows have copies and most columns ties. */
    private static List<Row> pings(RandomGenerator random) {
        List<Row> pings = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Object[] row = new Object[Pings.TABLE.fields().size()];
            row[0] = "p";
            row[1] = "d" + random.nextInt(4);
            row[2] = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(10));
            row[3] = (double) random.nextInt(2);
            row[4] = (double) random.nextInt(2);
            row[5] = random.nextBoolean() ? null : "t" + random.nextInt(2);
            row[9] = random.nextBoolean() ? null : random.nextInt(2) - 1.0;
            row[12] = random.nextBoolean() ? null : (float) random.nextInt(2);
            row[16] = random.nextBoolean() ? null : new String[] {"t" + random.nextInt(2)};
            row[17] = random.nextInt(3) > 0 ? null : new String[] {"t" + random.nextInt(3)};
            row[26] = "json";
            row[27] = random.nextBoolean() ? null : (long) random.nextInt(3);
            row[28] = Instant.ofEpochSecond(1_767_225_700L + random.nextInt(2));
            row[29] = "f" + random.nextInt(2);
            row[30] = (long) i + 1;
            pings.add(RowFactory.create(row));
        }
        return pings;
    }

    @Test
    void planningTakesOneShuffleAndNoSparkJob() {
        Dataset<Row> pings = rows("""
                provider_id | device_id | timestamp            | lat  | lng
                p           | d         | 2026-01-01T00:00:00Z | 52.5 | 13.5
                """);
        assertThatPlanOf(BY_TIMESTAMP.judged(pings, pings)).hasExchanges(1).hasNoUdf();
        assertThatPlanOf(EXACT.judged(pings, pings)).hasExchanges(1);
        assertThat(SparkJobCount.jobsStartedBy(spark, () -> BY_TIMESTAMP.judged(pings, pings)))
                .isZero();
    }

    private Dataset<Row> best(Deduplication deduplication, Dataset<Row> accepted) {
        return deduplication.judged(accepted, dataset(List.of()));
    }

    private Dataset<Row> dataset(List<Row> pings) {
        return spark.createDataFrame(pings, Pings.TABLE.schema());
    }

    private Dataset<Row> rows(String text) {
        return TextTable.rows(spark, Pings.TABLE, text);
    }
}
