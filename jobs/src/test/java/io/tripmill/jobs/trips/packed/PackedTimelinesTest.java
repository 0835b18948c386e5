package io.tripmill.jobs.trips.packed;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.testkit.SparkJobCount;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class PackedTimelinesTest {
    private static final PackedTimelines ALL = PackedTimelines.carrying(Carried.values());

    private static final StructType SEEN = new StructType()
            .add("device", DataTypes.StringType)
            .add("number", DataTypes.IntegerType)
            .add("ping", DataTypes.StringType);

    /** Five devices of two providers, with late pings, copies, nulls and a silent device's single ping. */
    private static final String PINGS = """
            SELECT if(id % 5 = 4, 'other', 'acme') AS provider_id,
                   concat('bus-', id % 5) AS device_id,
                   timestamp_micros(1772323200000000 + (id + if(id % 7 = 0, -40, 0)) * 5000000) AS timestamp,
                   35 + round(sin(id), 6) / 100 AS lat,
                   if(id % 11 = 0, 139 + sin(id), 139 + round(cos(id), 6) / 100) AS lng,
                   if(id % 3 = 0, NULL, cast(id % 200 / 7.0 AS float)) AS speed,
                   if(id % 50 < 25, NULL, cast(100 - id % 90 AS int)) AS battery_percent,
                   if(id % 4 = 0, NULL, id) AS source_seq,
                   if(id % 60 < 20, NULL, concat('v', id % 2)) AS vehicle_id,
                   'bus' AS vehicle_type,
                   CAST(NULL AS string) AS mode,
                   if(id % 40 < 20, NULL, array('t1', NULL, concat('t', id % 3))) AS trip_ids,
                   if(id % 30 < 10, 'on_trip', 'available') AS vehicle_state
            FROM (SELECT explode(sequence(0L, 2999L)) AS id UNION ALL SELECT explode(sequence(0L, 2999L, 100L)) AS id)
            """;

    @TempDir
    private static Path folder;

    private final SparkSession spark;

    PackedTimelinesTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void storePings(SparkSession spark) {
        Dataset<Row> pings = spark.sql(PINGS).repartition(3, col("timestamp"));
        pings.write().parquet(path("parquet"));
        pings.write().option("parquet.enable.dictionary", "false").parquet(path("without-dictionaries"));
        pings.write().format("delta").save(path("delta"));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theSelfTestPassesOnThisSpark() {
        assertThat(ColumnsSelfTest.passed()).isTrue();
    }

    @Test
    void everyPathShowsEveryMachineTheSame() {
        Dataset<Row> stored = spark.read().parquet(path("parquet"));
        Dataset<Row> byRows = seen(stored, ReadPath.ROWS, ReadPath.ROWS);
        assertThat(byRows.count()).isEqualTo(3000);

        assertThatRows(seen(stored, ReadPath.COLUMNS, ReadPath.COLUMNS)).hasSameRowsAs(byRows);
        assertThatRows(seen(spark.read().parquet(path("without-dictionaries")), ReadPath.COLUMNS, ReadPath.COLUMNS))
                .hasSameRowsAs(byRows);
        assertThatRows(seen(spark.sql(PINGS), ReadPath.COLUMNS, ReadPath.ROWS)).hasSameRowsAs(byRows);
    }

    @Test
    void aDeltaTableIsReadInColumnsUntilRowsAreMarkedDeleted() {
        Dataset<Row> byRows = seen(spark.read().parquet(path("parquet")), ReadPath.ROWS, ReadPath.ROWS);
        String table = "delta.`" + path("delta") + "`";
        assertThatRows(seen(spark.read().format("delta").load(path("delta")), ReadPath.COLUMNS, ReadPath.COLUMNS))
                .hasSameRowsAs(byRows);

        spark.sql("ALTER TABLE " + table + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        spark.sql("DELETE FROM " + table + " WHERE device_id = 'bus-0' AND battery_percent = 50");

        Dataset<Row> left = spark.read().format("delta").load(path("delta"));
        assertThat(left.count()).isLessThan(3030).isPositive();
        assertThatRows(seen(left, ReadPath.COLUMNS, ReadPath.ROWS))
                .hasSameRowsAs(seen(left, ReadPath.ROWS, ReadPath.ROWS));
    }

    @Test
    void rowsLeftOutAndColumnsComputedStayAsTheyWere() {
        Dataset<Row> stored = spark.read().parquet(path("parquet"));
        Dataset<Row> some = stored.filter(col("battery_percent").gt(40));
        assertThatRows(seen(some, ReadPath.COLUMNS, ReadPath.ROWS))
                .hasSameRowsAs(seen(some, ReadPath.ROWS, ReadPath.ROWS));

        Dataset<Row> moved = stored.withColumn("lat", col("lat").plus(1));
        assertThatRows(seen(moved, ReadPath.COLUMNS, ReadPath.ROWS))
                .hasSameRowsAs(seen(moved, ReadPath.ROWS, ReadPath.ROWS));
    }

    @Test
    void marksDivideTheTimeLineOfADevice() {
        Dataset<Row> marked =
                spark.sql(PINGS).withColumn("is_early", col("timestamp").lt(lit("2026-03-01T02:00:00Z")));

        Dataset<Row> firsts = ALL.dividedBy("is_early")
                .apply(marked, SEEN, FirstPing::new)
                .groupBy("device")
                .count();

        assertThatRows(firsts).hasRows("""
                device          | count
                acme/bus-0 [0]  | 1
                acme/bus-0 [1]  | 1
                acme/bus-1 [0]  | 1
                acme/bus-1 [1]  | 1
                acme/bus-2 [0]  | 1
                acme/bus-2 [1]  | 1
                acme/bus-3 [0]  | 1
                acme/bus-3 [1]  | 1
                other/bus-4 [0] | 1
                other/bus-4 [1] | 1
                """);
    }

    @Test
    void planningStartsNoJob() {
        Dataset<Row> stored = spark.read().format("delta").load(path("delta"));

        assertThat(SparkJobCount.jobsStartedBy(spark, () -> ALL.apply(stored, SEEN, Witness::new)))
                .isZero();
    }

    @Test
    void aPingWithoutAPlaceIsRefusedOnEveryPath() {
        spark.sql(PINGS)
                .withColumn("lat", lit(null).cast("double"))
                .limit(10)
                .write()
                .mode("overwrite")
                .parquet(path("without-places"));
        Dataset<Row> placeless = spark.read().parquet(path("without-places"));

        for (ReadPath path : ReadPath.values()) {
            assertThatThrownBy(() -> seen(placeless, path, path).count())
                    .as(path.name())
                    .hasStackTraceContaining("a ping has provider_id, device_id, timestamp, lat and lng");
        }
    }

    /** What the machines see, by a path that must be the expected one. */
    private static Dataset<Row> seen(Dataset<Row> pings, ReadPath fastest, ReadPath expected) {
        List<ReadPath> told = new ArrayList<>();
        Dataset<Row> seen = ALL.readingBy(fastest).apply(pings, SEEN, Witness::new, told::add);
        assertThat(seen.count()).isPositive();
        assertThat(told).containsExactly(expected);
        return seen;
    }

    /** Writes down each ping, to the last bit, and its place in the time line. */
    private static final class Witness implements TimelineMachine {
        private final TimelineKey key;
        private final Consumer<Row> rows;
        private int count;

        Witness(TimelineKey key, Consumer<Row> rows) {
            this.key = key;
            this.rows = rows;
        }

        @Override
        public void ping(TimelinePing ping) {
            rows.accept(RowFactory.create(name(key), count, ShownPing.of((PingValues) ping)));
            count++;
        }

        @Override
        public void end() {
            assertThat(count).isPositive();
        }
    }

    /** Writes down that a time line began. */
    private record FirstPing(TimelineKey key, Consumer<Row> rows) implements TimelineMachine {
        FirstPing {
            rows.accept(RowFactory.create(name(key), 0, null));
        }

        @Override
        public void ping(TimelinePing ping) {}

        @Override
        public void end() {}
    }

    private static String name(TimelineKey key) {
        return key.providerId() + "/" + key.deviceId() + (key.marks().isEmpty() ? "" : " " + key.marks());
    }
}
