package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    void showPrintsTheColumnsThatAreAskedForInTheirOrder() {
        Answer answer = tripmill("show", "pings", "--lake", lake, "--columns", "lng,device_id", "--limit", "2");

        assertThat(answer.out()).isEqualTo("""
                lng   | device_id
                139.1 | d1
                139.0 | d2
                """);
        assertThat(tripmill("show", "pings", "--lake", lake, "--columns", "lng,colour")
                        .err())
                .startsWith(
                        "[T-ARGUMENT] show: --columns: pings has no column 'colour'. Its columns are: provider_id,");
    }

    @Test
    void sqlPrintsWhatAStatementGivesInItsOrder() {
        Answer answer =
                tripmill("sql", "SELECT 'b, c' AS `x \"y\"`, 2 AS n UNION ALL SELECT 'a', 1", "--format", "csv");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).isEqualTo("\"x \"\"y\"\"\",n\n\"b, c\",2\na,1\n");
    }

    @Test
    void sqlSaysWhatIsWrongWithAStatement() {
        assertThat(tripmill("sql", "SELECT x FROM nowhere.trips").err())
                .startsWith("[T-ARGUMENT] The statement can't be run: ")
                .contains("nowhere");
        assertThat(tripmill("sql", "--limit", "3").err())
                .startsWith("[T-ARGUMENT] 'sql' is given a statement first. Write: tripmill sql ");
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
    void qualityTryTellsWhatBecomesOfEachRule(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.dqdl"), """
                Rules = [
                    IsPrimaryKey "provider_id" "device_id" "timestamp",
                    ColumnValues "lat" <= 35.05,
                    IsComplete "vehicle_id" where "lat < 35.05",
                    (IsComplete "vehicle_id") or (IsComplete "mode"),
                    IsComplete "colour"
                ]
                """);

        Answer answer = tripmill("quality", "try", rules.toString(), "--lake", lake, "--table", "pings");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).matches("outcome \\| rule +\\| quarantines \\| metrics +\\| note");
        assertThat(lines.get(1))
                .matches("Passed  \\| IsPrimaryKey .*\\| - +\\| provider_id,device_id,timestamp.Uniqueness=1 +\\|"
                        + " quarantines nothing: IsPrimaryKey looks at more than one row");
        assertThat(lines.get(2))
                .matches("Failed  \\| ColumnValues \"lat\" <= 35.05 +\\| 1 +\\| lat.ColumnValues.Compliance=0.5,"
                        + " lat.Minimum=35, lat.Maxi[.]{3} \\| 1 of 2 rows do not hold");
        assertThat(lines.get(3)).matches("Passed  \\| IsComplete .*\\| 0 +\\| vehicle_id.Completeness=1 +\\|");
        assertThat(lines.get(4)).matches("Failed  \\| \\(IsComplete .*\\| 1 +\\|.*\\| .*1 of 2 rows do not hold.*");
        assertThat(lines.get(5))
                .matches("Failed  \\| IsComplete \"colour\" +\\| - +\\| +\\| there is no column colour");
        assertThat(lines.get(6)).isEqualTo("2 of 5 rules passed; 1 of 2 rows would be quarantined");
    }

    @Test
    void qualityTryKnowsReferencesAndWhatEarlierRunsMeasured(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.dqdl"), "Rules = [ RowCount > last(), RowCountMatch \"stored\" = 1.0 ]");
        String[] attempt = {
            "quality",
            "try",
            rules.toString(),
            "--lake",
            lake,
            "--table",
            "pings",
            "--reference",
            "stored=" + lake + "/silver/pings"
        };

        assertThat(tripmill(attempt).out()).contains("2 of 2 rules passed");

        Answer run = tripmill(
                "run",
                "check-quality",
                "--lake",
                lake,
                "--table",
                "pings",
                "--ruleset",
                rules.toString(),
                "--reference",
                "stored=" + lake + "/silver/pings");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(tripmill(attempt).out())
                .contains("Dataset.*.RowCount is 2.0, which is not > 2")
                .contains("1 of 2 rules passed");
    }

    @Test
    void qualityTryPrintsJsonOfAnyFolder(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.dqdl"), "Rules = [ RowCount = 1, IsComplete \"mode\" ]");

        Answer answer = tripmill(
                "quality",
                "try",
                rules.toString(),
                "--table",
                lake + "/silver/pings",
                "--where",
                "device_id = 'd1'",
                "--format",
                "json");

        assertThat(answer.out().lines())
                .containsExactly(
                        "{\"rule\":\"RowCount = 1\",\"outcome\":\"Passed\",\"failure_reason\":null,\"metrics\":"
                                + "{\"Dataset.*.RowCount\":1.0},\"quarantines\":null,"
                                + "\"quarantines_none_because\":\"RowCount looks at more than one row\"}",
                        "{\"rule\":\"IsComplete \\\"mode\\\"\",\"outcome\":\"Failed\",\"failure_reason\":"
                                + "\"1 of 1 rows do not hold\",\"metrics\":{\"Column.mode.Completeness\":0.0},"
                                + "\"quarantines\":1,\"quarantines_none_because\":null}",
                        "{\"rules\":2,\"passed\":1,\"rows\":1,\"rows_quarantined\":1}");
    }

    @Test
    void qualityTellsEveryMistake(@TempDir Path folder) throws IOException {
        String broken = Files.writeString(folder.resolve("broken.dqdl"), """
                Rules = [
                    IsComplet "a",
                    RowCount >
                ]
                """).toString();
        String good = Files.writeString(folder.resolve("good.dqdl"), "Rules = [ RowCount > 0 ]")
                .toString();

        refused(10, "T-RULESET", "line 2, column 5: ", "quality", "try", broken, "--lake", lake, "--table", "pings");
        refused(10, "T-RULESET", "line 4, column 1: ", "quality", "try", broken, "--lake", lake, "--table", "pings");
        refused(10, "T-ARGUMENT", "names a file of rules first", "quality", "try", "--table", "pings");
        refused(10, "T-ARGUMENT", "'quality' does not know 'judge'", "quality", "judge");
        refused(10, "T-ARGUMENT", "no lake is named. Add --lake", "quality", "try", good, "--table", "pings");
        refused(10, "T-ARGUMENT", "There is no table 'nothing'", "quality", "suggest", "--table", "nothing");
        refused(
                10,
                "T-ARGUMENT",
                "--where 'colour = 1' can't be used",
                "quality",
                "suggest",
                "--lake",
                lake,
                "--table",
                "pings",
                "--where",
                "colour = 1");
        refused(
                20,
                "T-INPUT-MISSING",
                "There is no file",
                "quality",
                "try",
                good + "x",
                "--lake",
                lake,
                "--table",
                "pings");
        refused(
                20,
                "T-INPUT-MISSING",
                "has no table trips",
                "quality",
                "try",
                good,
                "--lake",
                lake,
                "--table",
                "trips");
        refused(20, "T-INPUT-MISSING", "There is nothing in", "quality", "try", good, "--table", lake + "/nowhere");
    }

    @Test
    void qualitySuggestPrintsARuleset() {
        Answer answer = tripmill("quality", "suggest", "--lake", lake, "--table", "pings");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(Ruleset.parse(answer.out()).rules())
                .extracting(Object::toString)
                .contains("RowCount > 0", "IsComplete \"lat\"", "ColumnValues \"lat\" >= 35");
        assertThat(answer.out()).contains("# trip_ids is left out: rules take flat columns");
    }

    @Test
    void everyMistakeIsOneSentenceWithACodeARemedyAndItsExitCode() {
        refused(10, "T-ARGUMENT", "There is no command 'fly'.", "fly");
        refused(
                10,
                "T-ARGUMENT",
                "There is no job 'nothing'. The jobs are: arrival-check, ingest-pings, replay-quarantine, sessionize-trips",
                "run",
                "nothing");
        refused(10, "T-ARGUMENT", "'run' names a job first.", "run");
        refused(
                10,
                "T-ARGUMENT",
                "There is no table 'nothing'. The tables are: arrivals, pings, ",
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
                .contains("ingest-pings")
                .containsPattern("sessionize-trips +Turns pings into sessions, stays and trips\\.");
        assertThat(tripmill("help", "sessionize-trips").out())
                .contains(
                        "tripmill run sessionize-trips --lake URI",
                        "--session-gap DURATION",
                        "writes: trips, quarantined_trips, stays, sessions")
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
