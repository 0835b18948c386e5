package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.run.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-03T06:00:00Z");

    @TempDir
    private Path lake;

    @Test
    void aRunIsToldWithItsMinutesAgainstTheBudget() throws IOException {
        ended("a", "ingest-pings", "succeeded", NOW.minusSeconds(3600), 1800, "\"business-date\": \"2026-03-01\"");

        assertThat(printed("--format", "csv", "--budget", "PT20M").get(1))
                .isEqualTo(
                        "a,ingest-pings,2026-03-01,succeeded,,10,7,3,1 of 2 failed,30.0,20.0,true,2026-03-03T05:00:00Z");
        assertThat(printed("--format", "csv", "--budget", "PT30M").get(1)).contains(",30.0,30.0,false,");
    }

    @Test
    void aRunThatDoesNotEndIsStaleOnceItsBudgetIsSpent() throws IOException {
        began("b", NOW.minusSeconds(600));

        assertThat(printed("--format", "csv", "--budget", "PT10M").get(1)).contains(",running,");
        assertThat(printed("--format", "csv", "--budget", "PT9M59S").get(1)).contains(",stale,");
    }

    @Test
    void runsAreChosenByJobAndDateAndTheNewestComesFirst() throws IOException {
        ended("a", "ingest-pings", "succeeded", NOW.minusSeconds(7200), 60, "");
        ended("b", "ingest-pings", "failed", NOW.minusSeconds(3600), 60, "");
        ended("c", "sessionize-trips", "succeeded", NOW, 60, "\"business-date\": \"2026-03-01\"");

        assertThat(ids()).containsExactly("c", "b", "a");
        assertThat(ids("--job", "ingest-pings")).containsExactly("b", "a");
        assertThat(ids("--business-date", "2026-03-03")).containsExactly("b", "a");
        assertThat(ids("--business-date", "2026-03-01")).containsExactly("c");
        assertThat(ids("--limit", "1")).containsExactly("c");
    }

    @Test
    void aFileThatIsNoReportHidesNoOther() throws IOException {
        ended("a", "ingest-pings", "succeeded", NOW, 60, "");
        write("torn", "{\"job\": \"ing");

        assertThat(ids()).containsExactly("a");
    }

    @Test
    void aRunIsShownWithItsVersionsItsErrorAndWhatToDo() throws IOException {
        ended("a", "ingest-pings", "failed", NOW, 60, "");

        assertThat(printed("show", "a", "--format", "csv"))
                .contains("tables.pings.version,4", "error_code,T-BAD-FILE")
                .contains("error_action,\"Have the file sent again, or run with --on-bad-file skip.\"");
    }

    @Test
    void secretsAreNotShown() throws IOException {
        ended(
                "a",
                "load-warehouse",
                "succeeded",
                NOW,
                60,
                "\"jdbc-url\": \"jdbc:postgresql://eve:CANARY@h/d?user=eve&password=CANARY&ssl=true\","
                        + " \"landing\": \"https://b/x?X-Amz-Credential=CANARY&X-Amz-Signature=CANARY\"");

        assertThat(String.join("\n", printed("show", "a")))
                .contains("ssl=true")
                .contains("X-Amz-Signature=...")
                .doesNotContain("CANARY");
    }

    @Test
    void onlyWhatDiffersIsTold() throws IOException {
        ended("a", "ingest-pings", "succeeded", NOW, 60, "\"format\": \"json\"");
        ended("b", "ingest-pings", "succeeded", NOW, 61, "\"format\": \"csv\"");

        assertThat(printed("diff", "a", "b", "--format", "csv"))
                .containsExactly("what,first,second", "arguments.format,json,csv", "duration_s,60,61", "run_id,a,b");
    }

    @Test
    void aRunThatIsNotThereIsToldSo() throws IOException {
        assertThatThrownBy(this::ids).hasMessageStartingWith("[T-INPUT-MISSING]");
        ended("a", "ingest-pings", "succeeded", NOW, 60, "");

        assertThatThrownBy(() -> printed("show", "b")).hasMessageStartingWith("[T-INPUT-MISSING]");
        assertThatThrownBy(() -> printed("show", "../runs/a")).hasMessageStartingWith("[T-INPUT-MISSING]");
        assertThatThrownBy(() -> printed("diff", "a")).hasMessageStartingWith("[T-ARGUMENT]");
    }

    @Test
    void thousandsOfReportsAreListedInSeconds() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            ended("r" + i, "ingest-pings", "succeeded", NOW.minusSeconds(i), 60, "");
        }

        long began = System.nanoTime();
        assertThat(ids("--limit", "5000")).hasSize(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    private void ended(String id, String job, String state, Instant started, int seconds, String arguments)
            throws IOException {
        String code = state.equals("failed") ? "\"T-BAD-FILE\"" : "null";
        write(id, """
                {"job": "%s", "run_id": "%s", "state": "%s", "error_code": %s, "rows_read": 10, "rows_written": 7,
                 "rows_quarantined": 3, "arguments": {%s}, "tables": {"pings": {"version_before": 3, "version": 4}},
                 "rule_outcomes": [{"Outcome": "Passed"}, {"Outcome": "Failed"}], "started_at": "%s", "duration_s": %d}
                """.formatted(job, id, state, code, arguments, started, seconds));
    }

    private void began(String id, Instant started) throws IOException {
        write(id, """
                {"job": "ingest-pings", "run_id": "%s", "state": "running", "started_at": "%s"}
                """.formatted(id, started));
    }

    private void write(String id, String json) throws IOException {
        Path file = lake.resolve("control/runs/" + id + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    private List<String> ids(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "csv"));
        return printed(all.toArray(String[]::new)).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private List<String> printed(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--lake", lake.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RunsCommand(
                        new Storage(new Configuration()),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .print(all);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
