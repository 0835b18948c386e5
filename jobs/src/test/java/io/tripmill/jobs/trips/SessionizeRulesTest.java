package io.tripmill.jobs.trips;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
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

/** Rules on trips: what is reported, what halts, and what is put into quarantine. */
@SparkTest
@Tag("full")
class SessionizeRulesTest {
    /** A trip of ten minutes and, after a long stay, another one of ten; d2 sets the watermark. */
    private static final String DRIVE_STAND_DRIVE = """
            id,ts,lat,lon
            d1,2026-03-01T06:00:00Z,35.000,139.0
            d1,2026-03-01T06:05:00Z,35.010,139.0
            d1,2026-03-01T06:10:00Z,35.020,139.0
            d1,2026-03-01T06:20:00Z,35.020,139.0
            d1,2026-03-01T06:30:00Z,35.020,139.0
            d1,2026-03-01T06:40:00Z,35.030,139.0
            d2,2026-03-01T06:50:00Z,36.000,140.0
            """;

    private static final String[] CSV = {
        "--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"
    };
    private static final String LONG_OR_OPEN = "Rules = [ ColumnValues \"distance_m\" > 1500 where \"not is_open\" ]";

    private static EmbeddedLake ingested;

    private EmbeddedLake lake;

    @BeforeAll
    static void ingestOnce(SparkSession spark, @TempDir Path folder) {
        ingested = new EmbeddedLake(spark, folder);
        ingested.land("a.csv", DRIVE_STAND_DRIVE);
        ingested.ingest(CSV);
    }

    @BeforeEach
    void ownCopy(@TempDir Path folder) {
        lake = ingested.copyTo(folder);
    }

    private RunReport sessionize(String rules, String onFailure, String... more) {
        return sessionize(lake, rules, onFailure, more);
    }

    private static RunReport sessionize(EmbeddedLake lake, String rules, String onFailure, String... more) {
        Path file = lake.land("../rules.dqdl", rules).normalize();
        List<String> argv = new ArrayList<>(List.of("--ruleset", file.toString(), "--on-failure", onFailure));
        argv.addAll(List.of(more));
        return lake.sessionize(argv.toArray(String[]::new));
    }

    @Test
    void warnReportsAndHaltPublishesNothing() {
        String rules = "Rules = [ ColumnValues \"distance_m\" > 1500, RowCount = 2 ]";

        assertThatThrownBy(() -> sessionize(rules, "halt"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.QUALITY));
        assertThat(lake.version(Trips.TABLE)).isEqualTo(-1);
        assertThat(lake.version(Sessions.TABLE)).isEqualTo(-1);
        assertThat(lake.read(RuleOutcomes.TABLE).count()).isEqualTo(2);

        RunReport report = sessionize(rules, "warn");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 2, 0, 0));
        assertThat(report.checks())
                .extracting(check -> check.outcome().passed())
                .containsExactly(false, true);
        assertThat(lake.version(QuarantinedTrips.TABLE)).isEqualTo(-1);
    }

    @Test
    void incrementalRunsPutIntoQuarantineWhatAFullRunWould(@TempDir Path other) {
        RunReport first = sessionize(LONG_OR_OPEN, "quarantine");
        assertThat(first.rows()).isEqualTo(new RunReport.Rows(7, 2, 0, 0));

        // The newest ping of the provider closes d1's session, whose last trip is too short; no ping of d1 is read.
        lake.land("b.csv", "id,ts,lat,lon\nd2,2026-03-01T07:30:00Z,36.1,140.0\n");
        lake.ingest(CSV);
        RunReport second = sessionize(LONG_OR_OPEN, "quarantine");

        assertThat(second.notes()).containsEntry("computed", "changes");
        assertThat(second.rows().quarantined()).isEqualTo(1);
        assertThatRows(lake.read(QuarantinedTrips.TABLE)).hasRows("""
                device_id | start_time           | is_open
                d1        | 2026-03-01T06:30:00Z | false
                """);
        assertThat(lake.read(QuarantinedTrips.TABLE)
                        .selectExpr("broken_rules[0]")
                        .head()
                        .getString(0))
                .isEqualTo("ColumnValues \"distance_m\" > 1500 where \"not is_open\"");
        assertEqualsFullRun(other);

        assertThatThrownBy(lake::sessionize)
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PARAMS_DIFFER))
                .hasMessageContaining("--recompute full");
        lake.sessionize("--recompute", "full");
        assertThat(lake.read(QuarantinedTrips.TABLE).count()).isZero();
        assertThat(lake.read(Trips.TABLE).count()).isEqualTo(2);
    }

    private void assertEqualsFullRun(Path other) {
        EmbeddedLake full = lake.copyTo(other);
        sessionize(full, LONG_OR_OPEN, "quarantine", "--recompute", "full");
        for (Table table : List.of(Trips.TABLE, QuarantinedTrips.TABLE, Sessions.TABLE)) {
            assertThatRows(lake.read(table)).hasSameRowsAs(full.read(table));
        }
    }

    @Test
    void theRulesThatComeWithTripmillHoldForGoodTrips() {
        RunReport report = lake.sessionize("--ruleset", "default", "--on-failure", "quarantine");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 2, 0, 0));
        assertThat(report.checks()).isNotEmpty().allMatch(check -> check.outcome()
                .passed());
    }
}
