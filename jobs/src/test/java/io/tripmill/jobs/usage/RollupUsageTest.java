package io.tripmill.jobs.usage;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.schema.ApiCalls;
import io.tripmill.schema.UsageStatements;
import io.tripmill.testkit.SparkTest;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs become calls and statements: each call once, however often and late it was logged. */
@SparkTest
class RollupUsageTest {
    private static final String KEY = "live_0123456789abcdefWXYZ";

    private static final String FEBRUARY = """
            api_key,path,status,time,bytes,request_id
            live_0123456789abcdefWXYZ,/v1/od-flows/2026?key=live_0123456789abcdefWXYZ,200,2026-02-27T10:00:00Z,100,r1
            live_0123456789abcdefWXYZ,/v1/od-flows/2026,503,2026-02-28T10:00:00Z,7,r2
            live_0123456789abcdefWXYZ,/v1/od-flows/2026,404,2026-02-28T11:00:00Z,5,r3
            live_0123456789abcdefWXYZ,/v1/od-flows/2026,404,2026-02-28T11:00:00Z,5,r3
            short,/v1/trips,200,2026-02-28T12:00:00Z,,
            ,/v1/trips,200,2026-02-28T12:00:00Z,,
            live_0123456789abcdefWXYZ,/v1/trips,OK,2026-02-28T12:00:00Z,,
            """;

    private final EmbeddedLake lake;

    RollupUsageTest(SparkSession spark, @TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @BeforeEach
    void makeLake() {
        lake.make(ZoneId.of("Asia/Tokyo"), LocalTime.MIDNIGHT);
    }

    @Test
    void eachCallCountsOnceHoweverOftenAndLateItIsLogged() {
        Path first = lake.land("a.csv", FEBRUARY);

        RunReport report = rollup(first, "csv");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(7, 4, 0, 1));
        assertThat(report.notes()).containsEntry("refused_records", "2");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith("2 of 7 records are no calls and were left out, such as: status is no HTTP status in ");
        assertThat(report.toJson()).doesNotContain(KEY);
        assertThatRows(lake.read(UsageStatements.TABLE)).hasRows("""
                service_date | key_end | product  | calls | billable_calls | billable_bytes
                2026-02-01   | WXYZ    | od-flows | 3     | 2              | 105
                2026-02-01   | -       | trips    | 1     | 1              | 0
                """);
        assertThat(lake.read(ApiCalls.TABLE).toJSON().collectAsList()).noneMatch(row -> row.contains(KEY));

        long version = lake.version(ApiCalls.TABLE);
        assertThat(rollup(first, "csv").rows().written()).isZero();
        assertThat(lake.version(ApiCalls.TABLE)).isEqualTo(version);

        // Midnight in Tokyo is 15:00 UTC: the first call is of March. The second is late, the third a replay under
        // another name.
        rollup(lake.land("b.csv", """
                api_key,path,status,time,bytes,request_id
                short,/v1/trips,200,2026-02-28T15:00:00Z,1,
                short,/v1/trips,200,2026-02-01T12:00:00Z,1,
                short,/v1/trips,200,2026-02-28T12:00:00Z,,
                """), "csv");
        assertThatRows(lake.read(UsageStatements.TABLE)).hasRows("""
                service_date | key_end | product  | calls | billable_calls | billable_bytes
                2026-02-01   | WXYZ    | od-flows | 3     | 2              | 105
                2026-02-01   | -       | trips    | 2     | 2              | 1
                2026-03-01   | -       | trips    | 1     | 1              | 1
                """);
    }

    @Test
    @Tag("full")
    void allFormatsTellTheSameCalls() {
        rollup(lake.land("a.csv", """
                api_key,path,status,time,bytes,request_id
                live_0123456789abcdefWXYZ,/v1/od-flows/2026,200,2026-02-27T10:00:00Z,100,r1
                live_0123456789abcdefWXYZ,/v1/trips,200,2026-02-27T10:00:00Z,100,
                """), "csv");

        RunReport json = rollup(lake.land("a.jsonl", """
                {"key": "live_0123456789abcdefWXYZ", "path": "/v1/od-flows/2026", "status": 200, "time": 1772186400, "bytes": 100, "request_id": "r1"}
                {"key": "live_0123456789abcdefWXYZ", "path": "/v1/trips", "status": "200", "time": "2026-02-27T19:00:00+09:00", "bytes": 100}
                """), "json", "--log-columns", "api_key=key");
        RunReport export = rollup(lake.land("export.json", """
                {"Item": {"api_key": {"S": "live_0123456789abcdefWXYZ"}, "path": {"S": "/v1/od-flows/2026"}, "status": {"N": "200"}, "time": {"N": "1772186400000"}, "bytes": {"N": "100"}, "request_id": {"S": "r1"}}}
                {"Item": {"api_key": {"S": "live_0123456789abcdefWXYZ"}, "path": {"S": "/v1/trips"}, "status": {"N": "200"}, "time": {"S": "2026-02-27T10:00:00Z"}, "bytes": {"N": "100"}}}
                """), "dynamodb-export");

        assertThat(json.rows().written()).isZero();
        assertThat(export.rows().written()).isZero();
        assertThat(lake.read(ApiCalls.TABLE).count()).isEqualTo(2);
    }

    @Test
    @Tag("full")
    void aRunThatBrokeOffBetweenItsTablesIsMadeUpFor() {
        Path log = lake.land("a.csv", FEBRUARY);
        Progress breaking = stage -> {
            if (stage.equals("writing api_calls")) {
                throw new IllegalStateException("the machine is gone");
            }
        };
        assertThatThrownBy(() -> lake.run(JobCatalog.named("rollup-usage"), breaking, arguments(log, "csv")))
                .hasMessageContaining("the machine is gone");

        rollup(log, "csv");

        assertThat(lake.read(ApiCalls.TABLE).count()).isEqualTo(4);
        assertThatRows(lake.read(UsageStatements.TABLE)).hasRows("""
                product  | calls
                od-flows | 3
                trips    | 1
                """);
    }

    @Test
    @Tag("full")
    void logsThatCantBeReadPublishNothing() {
        assertThatThrownBy(() -> rollup(lake.land("a.csv", "key,path,status,time\nk,/p,200,0\n"), "csv"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.MAPPING))
                .hasMessageContaining("The log has no column api_key");
        assertThat(lake.version(ApiCalls.TABLE)).isEqualTo(-1);
        assertThatThrownBy(() -> rollup(lake.landing().resolve("nowhere"), "csv"))
                .hasMessageContaining("No file matches --logs");
    }

    private RunReport rollup(Path log, String format, String... more) {
        List<String> argv = new ArrayList<>(List.of(arguments(log, format)));
        argv.addAll(List.of(more));
        return lake.run(JobCatalog.named("rollup-usage"), argv.toArray(String[]::new));
    }

    private static String[] arguments(Path log, String format) {
        return new String[] {"--logs", log.toString(), "--log-format", format};
    }
}
