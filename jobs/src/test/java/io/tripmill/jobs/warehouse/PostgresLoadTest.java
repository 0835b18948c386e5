package io.tripmill.jobs.warehouse;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.WarehouseLoads;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads into a real PostgreSQL: what is there afterwards, after a change, a broken run, a refusal. */
@SparkTest
@Tag("full")
class PostgresLoadTest {
    private static @Nullable PostgresServer server;
    private static EmbeddedLake ingested;

    @TempDir
    private Path folder;

    private EmbeddedLake lake;
    private Path password;

    @BeforeAll
    static void start(SparkSession spark, @TempDir Path shared) throws IOException {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(
                programs.isPresent(), "no PostgreSQL here: install Debian's package postgresql to try loads for real");
        server = PostgresServer.start(programs.orElseThrow());
        ingested = new EmbeddedLake(spark, shared);
        ingested.land("a.csv", """
                id,ts,lat,lon,mode,speed
                d1,2026-02-28T06:00:00.000001Z,35.25,139.5,café,5.5
                d1,2026-03-01T06:00:00Z,35.25,139.5,,
                d2,2026-03-01T07:00:00Z,35.5,139.25,bus,7
                """);
        ingested.ingest("--format", "csv", "--provider-id", "acme", "--columns", "device_id=id,timestamp=ts,lng=lon");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void freshLake() throws IOException, SQLException {
        lake = ingested.copyTo(folder);
        password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD + "\n");
        execute("DROP SCHEMA public CASCADE");
        execute("CREATE SCHEMA public");
    }

    @Test
    void whatIsLoadedIsWhatTheLakeHolds() throws SQLException {
        RunReport report = load();

        assertThat(report.rows().read()).isEqualTo(3);
        assertThat(report.serviceDates()).containsExactly(LocalDate.parse("2026-02-28"), LocalDate.parse("2026-03-01"));
        assertThat(report.notes()).containsEntry("warehouse_rows", "3");
        assertThat(
                        query(
                                "SELECT service_date, device_id, \"timestamp\", lat, mode, speed, trip_ids FROM pings ORDER BY 3"))
                .containsExactly(
                        "2026-02-28|d1|2026-02-28 06:00:00.000001|35.25|café|5.5|null",
                        "2026-03-01|d1|2026-03-01 06:00:00|35.25|null|null|null",
                        "2026-03-01|d2|2026-03-01 07:00:00|35.5|bus|7|null");
        assertThatRows(lake.read(WarehouseLoads.TABLE)).hasRows("""
                service_date | table_name | rows
                2026-02-28   | pings      | 1
                2026-03-01   | pings      | 2
                """);
    }

    @Test
    void onlyTheDatesThatChangedAreLoadedAgain() throws SQLException {
        load();
        // Would be gone, were the date replaced.
        execute("UPDATE pings SET mode = 'touched' WHERE service_date = '2026-02-28'");
        Path late = lake.land("b.csv", """
                id,ts,lat,lon
                d3,2026-03-01T09:00:00Z,35.5,139.25
                """);
        lake.run(
                JobCatalog.named("ingest-pings"),
                "--landing",
                late.toString(),
                "--format",
                "csv",
                "--provider-id",
                "acme",
                "--columns",
                "device_id=id,timestamp=ts,lng=lon");

        RunReport second = load();
        RunReport third = load();

        assertThat(second.serviceDates()).containsExactly(LocalDate.parse("2026-03-01"));
        assertThat(query("SELECT device_id, mode FROM pings ORDER BY \"timestamp\""))
                .containsExactly("d1|touched", "d1|null", "d2|bus", "d3|null");
        assertThat(third.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(query("SELECT lake_version FROM tripmill_loads"))
                .containsExactly(Long.toString(lake.version(Pings.TABLE)));
    }

    @Test
    void aDateWithoutRowsIsEmptiedAndRecomputeFullRestoresAll() throws SQLException {
        load();
        execute("TRUNCATE pings");
        execute("UPDATE tripmill_loads SET lake_version = 99");

        RunReport full = load("--recompute", "full");

        assertThat(full.rows().read()).isEqualTo(3);
        assertThat(query("SELECT count(*) FROM pings")).containsExactly("3");
        assertThat(lake.read(WarehouseLoads.TABLE).count()).isEqualTo(2);
    }

    @Test
    void aRunThatBrokeOffAfterTheLoadIsRepeatedWithoutDuplicates() throws SQLException {
        Progress breaking = stage -> {
            if (stage.equals("writing warehouse_loads")) {
                throw new IllegalStateException("the machine is gone");
            }
        };
        assertThatThrownBy(() -> lake.run(JobCatalog.named("load-warehouse"), breaking, arguments()))
                .hasMessageContaining("the machine is gone");
        assertThat(query("SELECT count(*) FROM pings")).containsExactly("3");

        load();

        assertThat(query("SELECT count(*) FROM pings")).containsExactly("3");
    }

    @Test
    void textsAreMeasuredInBytesBeforeAnythingIsSent() throws SQLException {
        // 'café' has four characters and five bytes; the others of the row are shorter.
        assertThatThrownBy(() -> load("--text-bytes", "4"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOO_WIDE))
                .hasMessageContaining("mode has 5 bytes and room for 4");
        assertThat(query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void otherCountsThanTheLakesLeaveTheWarehouseAsItWas() throws SQLException {
        load();
        execute("""
                CREATE FUNCTION lose() RETURNS trigger AS $$ BEGIN
                  IF NEW.device_id = 'd2' THEN RETURN NULL; END IF; RETURN NEW; END $$ LANGUAGE plpgsql""");
        execute("CREATE TRIGGER losing BEFORE INSERT ON pings FOR EACH ROW EXECUTE FUNCTION lose()");

        assertThatThrownBy(() -> load("--recompute", "full"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DELIVERY))
                .hasMessageContaining("2 rows of pings on 2026-03-01, the warehouse would have 1");
        assertThat(query("SELECT count(*) FROM pings")).containsExactly("3");
    }

    @Test
    void anOlderLakeDoesNotOverwriteWhatANewerOneLoaded() throws SQLException {
        load();
        execute("UPDATE tripmill_loads SET lake_version = 99");
        execute("DELETE FROM pings");
        EmbeddedLake older = ingested.copyTo(folder.resolve("older"));

        assertThatThrownBy(() -> older.run(JobCatalog.named("load-warehouse"), arguments()))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("version 99 of pings");
        assertThat(query("SELECT count(*) FROM pings")).containsExactly("0");
    }

    @Test
    void noMessageHoldsThePassword() throws IOException {
        Files.writeString(password, "wrong-but-secret");

        RunFailure failure = catchThrowableOfType(RunFailure.class, this::load);

        assertThat(failure.code()).isEqualTo(ErrorCode.DELIVERY);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).contains("SQLSTATE 28P01").doesNotContain("wrong-but-secret");
    }

    private RunReport load(String... more) {
        List<String> argv = new ArrayList<>(List.of(arguments()));
        argv.addAll(List.of(more));
        return lake.run(JobCatalog.named("load-warehouse"), argv.toArray(String[]::new));
    }

    private String[] arguments() {
        return new String[] {
            "--table",
            "pings",
            "--jdbc-url",
            running().url(),
            "--jdbc-user",
            PostgresServer.USER,
            "--password-file",
            password.toString()
        };
    }

    private static PostgresServer running() {
        if (server == null) {
            throw new IllegalStateException("no server was started");
        }
        return server;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = running().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = running().connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(answer.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }
}
