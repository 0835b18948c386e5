package io.tripmill.jobs.upkeep;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A lake of many small commits is kept up. One lake lives through the tests, in order. */
@SparkTest
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MaintainTablesTest {
    private static final List<Table> DERIVED = List.of(Stays.TABLE, Trips.TABLE, Sessions.TABLE);

    private static EmbeddedLake lake;
    private static List<Row> pings;

    @BeforeAll
    static void storeDayByDay(SparkSession spark, @TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
        for (int day = 1; day <= 6; day++) {
            drive("d" + day % 2, Instant.parse("2026-03-0" + day + "T06:00:00Z"));
        }
        lake.sessionize();
        pings = rows(Pings.TABLE);
    }

    @Test
    @Order(1)
    void manyFilesBecomeFewAndNoRowChanges() {
        RunReport report = maintain();

        assertThat(report.notes().get("pings")).startsWith("files 6 to 1, bytes ");
        assertThat(rows(Pings.TABLE)).isEqualTo(pings);
        assertThat(lake.version(Pings.TABLE)).isEqualTo(6);
        assertThat(report.rows().written()).isZero();
    }

    @Test
    @Order(2)
    void theNextRunFindsNothingToDo() {
        long version = lake.version(Pings.TABLE);

        RunReport report = maintain();

        assertThat(report.warnings()).containsExactly("there was nothing to do: every table is as it was");
        assertThat(lake.version(Pings.TABLE)).isEqualTo(version);
    }

    /** Old files are made by dating back what the log and the disk say of them. */
    @Test
    @Order(2)
    void filesThatOnlyOldVersionsNeedAreRemoved(@TempDir Path folder) throws IOException {
        EmbeddedLake old = lake.copyTo(folder);
        Instant weekAgo = Instant.now().minus(Duration.ofDays(8));
        try (Stream<Path> files = Files.walk(old.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".crc")) {
                    Files.delete(file);
                    continue;
                }
                if (file.toString().endsWith(".json") && file.toString().contains("_delta_log")) {
                    String text = Files.readString(file);
                    Files.writeString(
                            file,
                            text.replaceAll(
                                    "\"deletionTimestamp\":\\d+", "\"deletionTimestamp\":" + weekAgo.toEpochMilli()));
                }
                Files.setLastModifiedTime(file, FileTime.from(weekAgo));
            }
        }

        assertThat(old.run(new MaintainTables(), "--keep-versions-for", "P9D")
                        .notes()
                        .get("pings"))
                .contains("stored files 7 to 7");
        RunReport report = old.run(new MaintainTables());

        assertThat(report.notes().get("pings")).startsWith("files 1 to 1,").contains("stored files 7 to 1,");
        assertThat(old.read(Pings.TABLE).count()).isEqualTo(pings.size());
    }

    @Test
    @Order(3)
    void sessionsFollowAsIfNothingHadHappened() {
        long version = lake.version(Sessions.TABLE);

        RunReport report = lake.sessionize();

        assertThat(report.notes()).containsEntry("computed", "changes");
        assertThat(report.warnings()).isEmpty();
        assertThat(report.rows().read()).isZero();
        assertThat(lake.version(Sessions.TABLE)).isEqualTo(version);
        drive("d1", Instant.parse("2026-03-07T06:00:00Z"));
        assertThat(lake.sessionize().notes()).containsEntry("computed", "changes");
    }

    @Test
    @Order(4)
    void pingsThatAreInNoSessionYetKeepTheHorizonWhereItIs() {
        drive("d2", Instant.parse("2026-03-05T09:00:00Z"));

        assertThatThrownBy(() -> maintain("--horizon", "2026-03-06"))
                .hasMessageContaining("[T-INPUT-MISSING] Pings from before 2026-03-06 may have changed")
                .hasMessageEndingWith("Run sessionize-trips, then this again.");
        lake.sessionize();
    }

    @Test
    @Order(5)
    void whoeverWritesMeanwhileWins() {
        Progress otherRun = stage -> {
            if (stage.equals("rewriting pings")) {
                drive("d2", Instant.parse("2026-03-07T09:00:00Z"));
            }
        };
        long before = lake.read(Pings.TABLE).count();

        assertThatThrownBy(() -> lake.run(new MaintainTables(), otherRun))
                .hasMessageContaining("[T-CONFLICT] Another run wrote to pings while this one was reading. Run again");

        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(before + 20);
        lake.sessionize();
    }

    @Test
    @Order(6)
    void behindTheHorizonRawRowsGoAndDerivedOnesStay() {
        List<List<Row>> derived = DERIVED.stream().map(MaintainTablesTest::rows).toList();
        long before = lake.read(Pings.TABLE).count();
        long old = lake.read(Pings.TABLE).filter("service_date < '2026-03-04'").count();

        RunReport report = maintain("--retain-days", "1", "--business-date", "2026-03-07");

        assertThat(old).isPositive();
        assertThat(report.rows().written()).isEqualTo(-old);
        assertThat(lake.read(Pings.TABLE).filter("service_date < '2026-03-04'").count())
                .isZero();
        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(before - old);
        assertThat(lake.sessionize().notes()).containsEntry("computed", "changes");
        assertThat(DERIVED.stream().map(MaintainTablesTest::rows).toList()).isEqualTo(derived);
        lake.sessionize("--recompute", "full");
        assertThat(DERIVED.stream().map(MaintainTablesTest::rows).toList()).isEqualTo(derived);
    }

    @Test
    @Order(7)
    void aLatePingFromBeforeTheHorizonIsRefused() {
        String csv = "provider_id,device_id,timestamp,lat,lng\np,d1,2026-03-05T23:00:00Z,52.5,13.4\n";
        Path late = lake.land("late.csv", csv.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-03-08T00:00:00Z"));

        assertThat(lake.run(JobCatalog.named("ingest-pings"), "--landing=" + late, "--format=csv")
                        .rows())
                .isEqualTo(new RunReport.Rows(1, 0, 1, 0));
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                reasons
                [BEFORE_HORIZON]
                """);
    }

    @Test
    @Order(8)
    void theHorizonGoesForwardOnly() {
        assertThatThrownBy(() -> maintain("--horizon=2026-03-05"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.LAKE_DIFFERS))
                .hasMessageContaining("The horizon of the lake is 2026-03-06 and can't go back to 2026-03-05.");
    }

    @Test
    @Order(9)
    void versionsAreKeptForADayAtLeast() {
        assertThatThrownBy(() -> maintain("--keep-versions-for=PT23H"))
                .hasMessageContaining("[T-ARGUMENT]")
                .hasMessageContaining("must be at least PT24H, longer than any run reads");
        assertThatThrownBy(() -> maintain("--retain-days=3"))
                .hasMessageContaining("--retain-days needs --business-date, from which it counts; add it");
    }

    @Test
    @Order(10)
    void everyTableOfTheCatalogIsKept() {
        assertThat(KeptTables.ALL)
                .containsExactlyInAnyOrderElementsOf(JobCatalog.tables().values());
        assertThat(JobCatalog.ALL.stream()
                        .filter(job -> !(job instanceof MaintainTables || job instanceof EraseDevice))
                        .flatMap(job -> job.spec().writes().stream()))
                .containsAll(KeptTables.ALL);
    }

    private static RunReport maintain(String... arguments) {
        return lake.run(new MaintainTables(), arguments);
    }

    private static List<Row> rows(Table table) {
        Dataset<Row> rows = lake.read(table);
        return rows.orderBy(table.key().stream().map(field -> field.col()).toArray(Column[]::new))
                .collectAsList();
    }

    /** Twenty minutes on the road, in a landing file and commit of their own. */
    private static void drive(String device, Instant start) {
        StringBuilder csv = new StringBuilder("provider_id,device_id,timestamp,lat,lng\n");
        for (int minute = 0; minute < 20; minute++) {
            csv.append("p,%s,%s,%s,13.4\n".formatted(device, start.plusSeconds(60L * minute), 52.5 + minute * 0.005));
        }
        String name = device + "-" + start.toString().replace(':', '-') + ".csv";
        lake.land(name, csv.toString().getBytes(StandardCharsets.UTF_8), start.plusSeconds(3600));
        lake.run(JobCatalog.named("ingest-pings"), "--landing=" + lake.landing().resolve(name), "--format=csv");
    }
}
