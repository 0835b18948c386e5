package io.tripmill.jobs.quality;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored rows are checked, the outcomes kept, and earlier runs remembered. */
@SparkTest
class CheckQualityTest {
    private static EmbeddedLake ingested;

    private EmbeddedLake lake;

    @BeforeAll
    static void ingest(SparkSession spark, @TempDir Path folder) {
        ingested = new EmbeddedLake(spark, folder);
        ingested.land("a.csv", """
                id,ts,lat,lon,speed
                d1,2026-02-28T06:00:00Z,35.0,139.0,5
                d1,2026-03-01T06:00:00Z,35.0,139.0,
                d2,2026-03-01T06:00:00Z,35.1,139.1,7
                """);
        ingested.ingest("--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon");
    }

    @BeforeEach
    void freshLake(@TempDir Path folder) {
        lake = ingested.copyTo(folder);
    }

    private RunReport check(String table, String rules, String... more) {
        Path file = lake.land("../rules.dqdl", rules).normalize();
        List<String> argv = new ArrayList<>(List.of("--table", table, "--ruleset", file.toString()));
        argv.addAll(List.of(more));
        return lake.run(JobCatalog.named("check-quality"), argv.toArray(String[]::new));
    }

    @Test
    void everyRuleHasARowWithGluesColumns() {
        RunReport report = check(
                "pings",
                """
                DefaultLabels = [ "team" = "data" ]
                Rules = [
                    IsComplete "speed",
                    RowCount = 2,
                    DataFreshness "timestamp" <= 24 hours,
                    ReferentialIntegrity "device_id" "pings.device_id" = 1.0
                ]
                """,
                "--from",
                "2026-03-01",
                "--to",
                "2026-03-01",
                "--as-of",
                "2026-03-02T06:00:00Z",
                "--run-id",
                "r1");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(2, 4, 0, 0));
        assertThatRows(lake.read(RuleOutcomes.TABLE)).hasRows("""
                run_id | table_name | rule_number | Rule                                                          | Outcome | FailureReason            | evaluated_at         | service_date
                r1     | pings      | 1           | "IsComplete \\"speed\\""                                        | Failed  | "1 of 2 rows do not hold" | 2026-03-02T06:00:00Z | 2026-03-02
                r1     | pings      | 2           | "RowCount = 2"                                                | Passed  | -                        | 2026-03-02T06:00:00Z | 2026-03-02
                r1     | pings      | 3           | "DataFreshness \\"timestamp\\" <= 24 hours"                     | Passed  | -                        | 2026-03-02T06:00:00Z | 2026-03-02
                r1     | pings      | 4           | "ReferentialIntegrity \\"device_id\\" \\"pings.device_id\\" = 1.0" | Passed  | -                        | 2026-03-02T06:00:00Z | 2026-03-02
                """);
        assertThat(lake.read(RuleOutcomes.TABLE)
                        .selectExpr("EvaluatedMetrics['Column.speed.Completeness'] m", "Labels['team'] l")
                        .orderBy("rule_number")
                        .head()
                        .mkString(" "))
                .isEqualTo("0.5 data");
    }

    @Tag("full")
    @Test
    void laterRunsKnowWhatEarlierOnesMeasuredAndARepeatAddsNothing() {
        check(
                "pings",
                "Rules = [ RowCount >= last(1) ]",
                "--from",
                "2026-03-01",
                "--run-id",
                "r1",
                "--as-of",
                "2026-03-03T00:00:00Z");
        RunReport second =
                check("pings", "Rules = [ RowCount > last(1) ]", "--run-id", "r2", "--as-of", "2026-03-04T00:00:00Z");
        RunReport repeated =
                check("pings", "Rules = [ RowCount > last(1) ]", "--run-id", "r2", "--as-of", "2026-03-04T00:00:00Z");

        assertThat(second.checks().get(0).outcome().evaluatedRule()).isEqualTo("RowCount > 2");
        assertThat(second.checks().get(0).outcome().passed()).isTrue();
        assertThat(repeated.checks()).isEqualTo(second.checks());
        assertThat(repeated.attempt()).isEqualTo(2);
        assertThatRows(lake.read(StoredMetrics.TABLE)).hasRows("""
                run_id | table_name | metric              | value | evaluated_at
                r1     | pings      | Dataset.*.RowCount  | 2.0   | 2026-03-03T00:00:00Z
                r2     | pings      | Dataset.*.RowCount  | 3.0   | 2026-03-04T00:00:00Z
                """);
        assertThat(lake.read(RuleOutcomes.TABLE).count()).isEqualTo(2);
    }

    @Test
    void aHaltFailsOnceTheOutcomesAreStored() {
        assertThatThrownBy(() -> check("pings", "Rules = [ RowCount > 5 ]", "--on-failure", "halt", "--run-id", "r1"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.QUALITY));
        assertThat(lake.read(RuleOutcomes.TABLE).count()).isEqualTo(1);
    }

    @Test
    void rulesCompareWithWhatTheArgumentsName(SparkSession spark, @TempDir Path elsewhere) {
        String parquet = elsewhere.resolve("fleet").toString();
        spark.sql("select 'd1' as device").write().parquet(parquet);
        String delta = lake.root().resolve("silver/pings").toString();

        RunReport report = check("pings", """
                Rules = [
                    ReferentialIntegrity "device_id" "fleet.device" between 0.6 and 0.7,
                    RowCountMatch "same" = 1.0,
                    SchemaMatch "stored" = 1.0,
                    CustomSql "select count(*) from primary p join fleet f on p.device_id = f.device" = 2
                ]
                """, "--reference", "fleet=" + parquet + ",same=pings,stored=" + delta);

        assertThat(report.checks())
                .hasSize(4)
                .allSatisfy(check -> assertThat(check.outcome().failureReason()).isEmpty());
        assertThatThrownBy(() -> check("pings", "Rules = [ RowCount = 3 ]", "--reference", "fleet=/no/such/folder"))
                .hasMessageStartingWith("[T-INPUT-MISSING] There is no folder with files at 'file:/no/such/folder'");
        for (String mistake : List.of("fleet", "=x", "a=", "primary=trips", "a=x,a=y")) {
            assertThatThrownBy(() -> check("pings", "Rules = [ RowCount = 3 ]", "--reference", mistake))
                    .isInstanceOfSatisfying(RunFailure.class, failure -> assertThat(failure.code())
                            .isEqualTo(ErrorCode.ARGUMENT));
        }
    }

    @Test
    void anyFolderWithATableCanBeChecked() {
        String folder = lake.root().resolve("silver/pings").toString();

        assertThat(check(folder, "Rules = [ RowCount = 3 ]")
                        .checks()
                        .get(0)
                        .outcome()
                        .passed())
                .isTrue();
        assertThatThrownBy(() -> check("/no/such/folder", "Rules = [ RowCount = 3 ]"))
                .hasMessageStartingWith("[T-INPUT-MISSING] There is no folder with files at 'file:/no/such/folder'");
        assertThatThrownBy(() -> check("trips", "Rules = [ RowCount = 3 ]"))
                .hasMessageStartingWith("[T-INPUT-MISSING] The lake has no table trips yet.");
    }

    @Test
    void theRulesThatComeWithTripmillHoldForGoodPositions() {
        RunReport report = lake.run(JobCatalog.named("check-quality"), "--table", "pings", "--ruleset", "default");

        assertThat(report.checks()).isNotEmpty().allMatch(check -> check.outcome()
                .passed());
    }
}
