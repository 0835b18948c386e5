package io.tripmill.jobs.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.jobs.local.report.Figures.Example;
import io.tripmill.jobs.local.report.Figures.Flow;
import io.tripmill.jobs.local.report.Figures.Movements;
import io.tripmill.jobs.local.report.Figures.PastRun;
import io.tripmill.jobs.local.report.Figures.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final String CELL = "881f1d4887fffff";
    private static final String NASTY = "</script><script>alert(1)</script><!-- & \u2028";

    @Test
    void noValueEndsTheScriptItStandsIn() throws Exception {
        String page = ReportPage.of(figures(NASTY, List.of(new Tally(CELL, 12))));

        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!-- &");
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(shown(page).path("providers").path(0).path("name").asText()).isEqualTo(NASTY);
    }

    @Test
    void theNetworkIsNotAsked() {
        assertThat(ReportPage.of(figures("p", List.of())))
                .doesNotContainPattern("(src|href)=\"?https?:")
                .contains("default-src 'none'");
    }

    @Test
    void thePolicyAllowsTheStyleAndTheScriptOfThePageAlone() {
        String page = ReportPage.of(figures("p", List.of()));
        int script = page.lastIndexOf("<script>") + "<script>".length();
        int style = page.indexOf("<style>") + "<style>".length();

        assertThat(page)
                .contains("script-src " + ReportPage.hash(page.substring(script, page.lastIndexOf("</script>"))))
                .contains("style-src " + ReportPage.hash(page.substring(style, page.indexOf("</style>"))));
    }

    @Test
    void aCellHasItsShapeAndAZoneHasNone() throws Exception {
        JsonNode shown = shown(ReportPage.of(figures("p", List.of(new Tally(CELL, 12), new Tally("Mitte", 11)))));

        assertThat(shown.path("cells")).hasSize(2);
        assertThat(shown.path("shapes")).hasSize(1);
        assertThat(shown.path("shapes").path(0).path("corners")).hasSize(6);
    }

    @Test
    void thePageOfAFullMapIsBelowThreeMegabytes() {
        String page = ReportPage.of(figures("p", Collections.nCopies(2000, new Tally(CELL, 12))));

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
    }

    @Test
    void aRunIsReadFromItsReport() {
        PastRun run = PastRuns.parsed("a.json", """
                {"job": "ingest-pings", "state": "failed", "error_code": "T-STORAGE", "started_at": "2026-03-01T00:00:00Z",
                 "duration_s": 2.5, "rows_read": 28, "rows_duplicate": 2, "files_read": 3, "spark": {"bytes_read": 12738},
                 "rule_outcomes": [{"table_name": "pings", "Rule": "RowCount > 0", "Outcome": "Passed", "EvaluatedMetrics": {}}]}
                """);

        assertThat(run.errorCode()).isEqualTo("T-STORAGE");
        assertThat(run.rowsDuplicate()).isEqualTo(2);
        assertThat(run.bytesRead()).isEqualTo(12738);
        assertThat(run.filesRead()).isEqualTo(3);
        assertThat(run.rules()).singleElement().satisfies(rule -> assertThat(rule.outcome())
                .isEqualTo("Passed"));
    }

    private static JsonNode shown(String page) throws Exception {
        String start = "type=\"application/json\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static Figures figures(String provider, List<Tally> cells) {
        return new Figures(
                "file:/lake",
                Optional.empty(),
                Level.AGGREGATE,
                21,
                5,
                Optional.of(2L),
                3,
                4,
                5,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Tally(provider, 5)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                cells,
                0,
                List.of(new Flow(CELL, CELL, 12)),
                0,
                Movements.NONE,
                List.of(new Example("why", "raw")),
                7200,
                List.of());
    }
}
