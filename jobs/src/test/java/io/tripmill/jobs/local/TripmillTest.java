package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class TripmillTest {
    private static String lake = "";

    private record Answer(int exitCode, String out, String err) {}

    @BeforeAll
    static void aLakeWithTwoPings(SparkSession spark, @TempDir Path folder) {
        EmbeddedLake embedded = new EmbeddedLake(spark, folder);
        embedded.land("a.csv", """
                provider_id,device_id,timestamp,lat,lng,vehicle_id,trip_ids
                acme,d2,2026-03-01T06:00:00.5Z,35.0,139.0,"a ""b"", c",t1|t2
                acme,d1,2026-03-01T06:01:00Z,35.1,139.1,,
                """);
        embedded.ingest("--format", "csv");
        lake = embedded.root().toString();
    }

    @Test
    void showPrintsAlignedColumnsSortedByTheKey() {
        Answer answer = tripmill("show", "pings", "--lake", lake);

        assertThat(answer.exitCode()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith(
                        "provider_id | device_id | timestamp                | lat  | lng   | telemetry_id | vehicle_id");
        assertThat(lines.get(1))
                .startsWith(
                        "acme        | d1        | 2026-03-01T06:01:00Z     | 35.1 | 139.1 |              |         ");
        assertThat(lines.get(2)).startsWith("acme        | d2        | 2026-03-01T06:00:00.500Z | 35.0 | 139.0 |");
    }

    @Test
    void csvQuotesWhatNeedsItJoinsArraysAndLeavesNullEmpty() {
        Answer answer = tripmill("show", "pings", "--lake", lake, "--format", "csv");

        assertThat(answer.out().lines().toList().get(1)).startsWith("acme,d1,2026-03-01T06:01:00Z,35.1,139.1,,,,");
        assertThat(answer.out().lines().toList().get(2))
                .startsWith("acme,d2,2026-03-01T06:00:00.500Z,35.0,139.0,,\"a \"\"b\"\", c\",")
                .contains(",t1|t2,");
    }

    @Test
    void jsonIsOneObjectALine() {
        Answer answer = tripmill("show", "pings", "--lake", lake, "--format", "json", "--where", "device_id = 'd2'");

        assertThat(answer.out().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"provider_id\":\"acme\",\"device_id\":\"d2\",\"timestamp\":\"2026-03-01T06:00:00.500Z\",\"lat\":35.0,")
                .contains("\"telemetry_id\":null", "\"trip_ids\":[\"t1\",\"t2\"]");
    }

    @Test
    void aLimitSaysThatThereIsMore() {
        Answer answer = tripmill("show", "pings", "--lake", lake, "--limit", "1");

        assertThat(answer.out().lines()).hasSize(2);
        assertThat(answer.err()).isEqualToIgnoringNewLines("Only 1 rows are shown; --limit shows more.");
    }

    @Test
    void everyMistakeIsOneSentenceWithACodeARemedyAndItsExitCode() {
        refused(10, "T-ARGUMENT", "There is no command 'fly'.", "fly");
        refused(
                10,
                "T-ARGUMENT",
                "There is no job 'nothing'. The jobs are: ingest-pings, sessionize-trips",
                "run",
                "nothing");
        refused(10, "T-ARGUMENT", "'run' names a job first.", "run");
        refused(
                10,
                "T-ARGUMENT",
                "There is no table 'nothing'. The tables are: pings, ",
                "show",
                "nothing",
                "--lake",
                lake);
        refused(10, "T-ARGUMENT", "--limit: '-1' must be 0 or more", "show", "pings", "--lake", lake, "--limit", "-1");
        refused(
                10,
                "T-ARGUMENT",
                "--where 'colour = 1' can't be used",
                "show",
                "pings",
                "--lake",
                lake,
                "--where",
                "colour = 1");
        refused(10, "T-ARGUMENT", "--where 'lat >' can't be used", "show", "pings", "--lake", lake, "--where", "lat >");
        refused(20, "T-INPUT-MISSING", "has no table trips", "show", "trips", "--lake", lake);
        refused(20, "T-INPUT-MISSING", "There is no lake at", "run", "sessionize-trips", "--lake", lake + "/nowhere");
        refused(
                20,
                "T-UNREADABLE",
                "is not on a file system that can be reached",
                "show",
                "pings",
                "--lake",
                "foo://b/lake");
        refused(
                20,
                "T-INPUT-MISSING",
                "No file matches",
                "run",
                "ingest-pings",
                "--lake",
                lake,
                "--landing",
                lake + "/x*",
                "--format",
                "csv");
        refused(
                10,
                "T-ARGUMENT",
                "--session-gap: 'PT0S' must be longer than PT0S",
                "run",
                "sessionize-trips",
                "--lake",
                lake,
                "--session-gap",
                "PT0S");
        refused(
                10,
                "T-ARGUMENT",
                "--session-gap: 'soon' is not an ISO-8601 duration",
                "run",
                "sessionize-trips",
                "--lake",
                lake,
                "--session-gap",
                "soon");
        refused(
                10,
                "T-ARGUMENT",
                "'colour' is not a column of pings",
                "run",
                "ingest-pings",
                "--lake",
                lake,
                "--landing",
                lake,
                "--format",
                "csv",
                "--columns",
                "colour=red");
    }

    @Test
    void jobsAndHelpSayWhatTheDeclarationsSay() {
        assertThat(tripmill("jobs").out())
                .contains("ingest-pings", "sessionize-trips  Turns pings into sessions, stays and trips.");
        assertThat(tripmill("help", "sessionize-trips").out())
                .contains(
                        "tripmill run sessionize-trips --lake URI",
                        "--session-gap DURATION",
                        "writes: trips, stays, sessions")
                .containsPattern("Default:\\s+PT30M\\.");
        assertThat(tripmill().out()).contains("tripmill run JOB");
    }

    private static void refused(int exitCode, String code, String words, String... argv) {
        Answer answer = tripmill(argv);
        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(exitCode);
        assertThat(answer.err()).contains("[" + code + "] ").contains(words).doesNotContain("\tat ");
    }

    private static Answer tripmill(String... argv) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Tripmill.command(
                List.of(argv),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
