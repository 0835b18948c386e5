package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.CheckedRules;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.LakeParams;
import io.tripmill.job.OnFailure;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on landed positions: what is reported, what halts, and what is put into quarantine. */
@SparkTest
class IngestRulesTest {
    private static final String HEADER = "id,ts,lat,lon,speed\n";
    private static final String GOOD = HEADER + "d1,2026-03-01T06:00:00Z,35.0,139.0,5\n";
    /** The second and third are copies; the third is the more accurate in every order of files, but too fast. */
    private static final String MIXED = HEADER
            + "d1,2026-03-01T06:00:00Z,35.0,139.0,5\n"
            + "d1,2026-03-01T06:01:00Z,35.1,139.1,6\n"
            + "d1,2026-03-01T06:01:00Z,35.0,139.1,999\n"
            + "d2,2026-03-01T06:01:00Z,95.0,139.1,6\n";

    private static final int MOST_JOBS_OF_A_CHECK = 9;

    private static final String SLOW = "Rules = [ ColumnValues \"speed\" <= 130 ]";

    private final SparkSession spark;
    private EmbeddedLake lake;

    IngestRulesTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    private RunReport ingest(String rules, String onFailure, String... more) {
        Path file = lake.land("../rules.dqdl", rules);
        List<String> argv = new ArrayList<>(
                List.of("--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"));
        argv.addAll(List.of("--ruleset", file.normalize().toString(), "--on-failure", onFailure));
        argv.addAll(List.of(more));
        return lake.ingest(argv.toArray(String[]::new));
    }

    @Tag("full")
    @Test
    void warnReportsAndHaltPublishesNothing() {
        lake.land("a.csv", MIXED);

        assertThatThrownBy(() -> ingest(SLOW, "halt", "--run-id", "night"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.QUALITY))
                .hasMessageStartingWith(
                        "[T-QUALITY] 1 of 1 rules do not hold for pings, so nothing was published: ColumnValues")
                .hasMessageContaining("1 of 3 rows do not hold");
        assertThat(lake.version(Pings.TABLE)).isEqualTo(-1);
        assertThat(lake.version(QuarantinedPings.TABLE)).isEqualTo(-1);
        assertThatRows(lake.read(RuleOutcomes.TABLE)).hasRows("""
                run_id | table_name | rule_number | Outcome
                night  | pings      | 1           | Failed
                """);

        RunReport warned = ingest(SLOW, "warn", "--run-id", "night");

        assertThat(warned.rows()).isEqualTo(new RunReport.Rows(4, 2, 1, 1));
        assertThat(warned.warnings()).anyMatch(sentence -> sentence.startsWith("pings does not hold to ColumnValues"));
        assertThat(warned.checks()).hasSize(1);
        assertThat(warned.toJson()).contains("\"Outcome\":\"Failed\"");
        assertThat(lake.read(RuleOutcomes.TABLE).count()).isEqualTo(1);
        assertThatRows(lake.read(StoredMetrics.TABLE).filter("metric = 'Dataset.*.RowCount'"))
                .hasRows("""
                        run_id | table_name | value
                        night  | pings      | 3.0
                        """);
    }

    @Test
    void quarantineMovesTheRecordsThatBreakARuleBeforeCopiesAreChosen() {
        lake.land("a.csv", MIXED);

        RunReport report = ingest(SLOW, "quarantine");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(4, 2, 2, 0));
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | speed
                d1        | 2026-03-01T06:00:00Z | 5.0
                d1        | 2026-03-01T06:01:00Z | 6.0
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons            | raw                                       | service_date
                4        | [RULE_BROKEN]      | "d1,2026-03-01T06:01:00Z,35.0,139.1,999"  | 2026-03-02
                5        | [LAT_OUT_OF_RANGE] | "d2,2026-03-01T06:01:00Z,95.0,139.1,6"    | 2026-03-02
                """);
        assertThat(lake.read(QuarantinedPings.TABLE)
                        .filter("position = 4")
                        .head()
                        .<String>getAs("message"))
                .isEqualTo("the record breaks ColumnValues \"speed\" <= 130");
    }

    @Tag("full")
    @Test
    void pingsRememberTheRulesThatDecideWhatTheyHold() {
        lake.land("a.csv", GOOD);
        ingest(SLOW, "quarantine");
        lake.land("b.csv", GOOD.replace("d1", "d2"));

        assertThatThrownBy(() -> ingest(SLOW, "warn"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PARAMS_DIFFER))
                .hasMessageContaining("not with no ruleset");

        assertThat(ingest("# the same rules\n" + SLOW, "quarantine").rows()).isEqualTo(new RunReport.Rows(1, 1, 0, 0));
    }

    @Test
    void rulesThatNoSingleRowDecidesAreRefusedBeforeAnythingIsRead() {
        lake.land("a.csv", GOOD);

        assertThatThrownBy(() -> ingest(
                        "Rules = [ IsUnique \"device_id\", IsComplete \"sped\", ColumnValues \"speed\" > 0 with threshold > 0.9 ]",
                        "quarantine"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RULESET))
                .hasMessageContaining(
                        "IsUnique \"device_id\" is not decidable on one row: IsUnique looks at more than one row")
                .hasMessageContaining("IsComplete \"sped\" is not decidable on one row: it does not fit the columns")
                .hasMessageContaining("a threshold is a share of many rows");
        assertThatThrownBy(() -> ingest("Rules = [ IsComplet \"speed\", ColumnValues ]", "warn"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RULESET))
                .hasMessageContaining("line 1, column 11")
                .hasMessageContaining("line 1, column 30");
        assertThat(lake.root().resolve("control/lake.json")).doesNotExist();
    }

    @Test
    void checkingStartsFromTheRecordsThatAreKeptAndTakesFewJobs(@TempDir Path one, @TempDir Path other) {
        StructType columns = PingParser.of(
                        ColumnMapping.BY_NAME,
                        new TimestampReading(TimestampUnit.AUTO, ZoneOffset.UTC),
                        LakeParams.DEFAULTS.calendar(),
                        "csv")
                .keepingRecords()
                .schema();
        for (OnFailure onFailure : OnFailure.values()) {
            Dataset<Row> kept = spark.createDataFrame(List.of(), columns).persist();
            JudgedRecords records =
                    JudgedRecords.of(kept, Optional.of(new CheckedRules("rules", Ruleset.parse(SLOW), onFailure)));

            assertThat(records.check()
                            .orElseThrow()
                            .rows()
                            .queryExecution()
                            .withCachedData()
                            .collectLeaves()
                            .mkString())
                    .startsWith("InMemoryRelation")
                    .doesNotContain("LocalRelation", "LogicalRDD");
            kept.unpersist();
        }

        String[] csv = {"--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"};
        lake.land("a.csv", MIXED);
        EmbeddedLake unchecked = lake.copyTo(one);
        lake = lake.copyTo(other);

        long without = unchecked.ingest(csv).spark().orElseThrow().jobs();
        long with = ingest(SLOW, "warn").spark().orElseThrow().jobs();

        // One for the check; all others make two small tables.
        assertThat(with - without).isPositive().isLessThanOrEqualTo(MOST_JOBS_OF_A_CHECK);
    }
}
