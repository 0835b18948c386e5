package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined records are read again: the counts add up, and nothing is stored twice. */
@SparkTest
@Tag("full")
class ReplayQuarantineTest {
    private static EmbeddedLake ingested;

    private EmbeddedLake lake;

    /** One record of a.csv breaks a rule that was too strict; one of b.csv has no time. */
    @BeforeAll
    static void ingest(SparkSession spark, @TempDir Path folder) {
        ingested = new EmbeddedLake(spark, folder);
        ingested.land("a.csv", """
                id,ts,lat,lon,speed
                d1,2026-03-01T06:00:00Z,35.0,139.0,5
                d1,2026-03-01T06:01:00Z,35.0,139.0,60
                """);
        ingested.land("b.csv", """
                id,ts,lat,lon,speed
                d2,2026-03-01T06:00:00Z,35.0,139.0,5
                d2,never,35.0,139.0,5
                """);
        RunReport report = ingested.ingest(arguments(ingested, 50).toArray(String[]::new));
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(4, 2, 2, 0));
    }

    @BeforeEach
    void ownCopy(@TempDir Path folder) {
        lake = ingested.copyTo(folder);
    }

    private static List<String> arguments(EmbeddedLake lake, int fastest, String... more) {
        Path rules = lake.land("../rules.dqdl", "Rules = [ ColumnValues \"speed\" <= " + fastest + " ]")
                .normalize();
        List<String> argv = new ArrayList<>(
                List.of("--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon"));
        argv.addAll(List.of("--ruleset", rules.toString(), "--on-failure", "quarantine"));
        argv.addAll(List.of(more));
        return argv;
    }

    private RunReport replay(int fastest, String... more) {
        return lake.run(
                JobCatalog.named("replay-quarantine"),
                arguments(lake, fastest, more).toArray(String[]::new));
    }

    @Test
    void anotherRulesetTakesOverAndTheCountsAddUp() {
        // The copy's files have names of their own; those of the shared lake are still there.
        RunReport report = replay(130);

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(4, 1, 1, 2));
        assertThat(report.warnings()).anyMatch(sentence -> sentence.startsWith("pings that were stored before"));
        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(3);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                position | reasons
                3        | [BAD_TIMESTAMP]
                """);

        RunReport again = replay(130);

        assertThat(again.rows()).isEqualTo(new RunReport.Rows(2, 0, 1, 1));
        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(3);
        assertThat(lake.read(QuarantinedPings.TABLE).count()).isEqualTo(1);
    }

    @Test
    void aReasonSelectsFiles() {
        assertThat(replay(50, "--reason", "BAD_TIMESTAMP").rows()).isEqualTo(new RunReport.Rows(2, 0, 1, 1));
        assertThatThrownBy(() -> replay(130, "--reason", "RULE_BROKEN"))
                .hasMessageStartingWith("[T-ARGUMENT] --reason selects files, but another ruleset is for all of them");
    }

    @Test
    void filesThatAreGoneAreNamed() throws IOException {
        Path gone = ingested.landing().resolve("b.csv");
        Path aside = lake.root().resolve("b.csv");
        Files.move(gone, aside);
        try {
            assertThatThrownBy(() -> replay(50))
                    .hasMessageStartingWith(
                            "[T-INPUT-MISSING] These landing files hold quarantined records but are gone: file:" + gone)
                    .hasMessageContaining("--on-bad-file skip");

            RunReport skipped = replay(50, "--on-bad-file", "skip");

            assertThat(skipped.rows()).isEqualTo(new RunReport.Rows(2, 0, 1, 1));
            assertThat(skipped.filesRefused()).containsEntry("file:" + gone, "the file is gone.");
            assertThat(lake.read(QuarantinedPings.TABLE).count()).isEqualTo(2);
        } finally {
            Files.move(aside, gone);
        }
    }
}
