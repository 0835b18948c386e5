package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.Location;
import io.tripmill.jobs.local.report.Chromium;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Trips;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a small city, as a real browser draws it. */
class ReportPageIT {
    /** How large every chart was drawn, and what axe has to say; told to the page around. */
    private static final String PROBE = """
            (async () => {
              const charts = [...document.querySelectorAll('[data-chart]')].map(chart => {
                const box = chart.getBoundingClientRect();
                return { name: chart.dataset.chart, width: box.width, height: box.height, shapes: chart.children.length };
              });
              const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
              const faults = (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html) }));
              parent.postMessage({ probe: JSON.stringify({ charts, wide, faults }) }, '*');
            })();
            """;

    private static final String FRAME = """
            <!doctype html><meta charset="utf-8"><script>
            addEventListener('message', e => {
              if (e.data.probe) {
                const told = document.createElement('pre');
                told.id = 'probe';
                told.textContent = e.data.probe;
                document.body.appendChild(told);
              }
            });
            </script><body><iframe src="probed.html" width="%d" height="1000"></iframe></body>
            """;

    @TempDir
    private static Path folder;

    private static Optional<Chromium> browser = Optional.empty();

    @BeforeAll
    static void aSmallCityAndItsPage() {
        browser = Chromium.find();
        assumeTrue(browser.isPresent(), "no Chromium is on the path: the page is not drawn");
        TypedCommand.resultOf("generate", "--vehicles=30", "--days=2", "--seed=7", "--out=" + folder.resolve("city"));
        String lake = "--lake=" + folder.resolve("lake");
        TypedCommand.resultOf(
                "run",
                "ingest-pings",
                lake,
                "--landing=" + folder.resolve("city/landing"),
                "--format=json",
                "--zone=Europe/Berlin");
        for (String job : List.of("sessionize-trips", "aggregate-vehicles", "aggregate-trips")) {
            TypedCommand.resultOf("run", job, lake);
        }
        for (String level : List.of("aggregate", "internal")) {
            TypedCommand.resultOf("report", lake, "--level=" + level, "--out=" + folder.resolve(level + ".html"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregate", "internal"})
    void everyChartIsDrawnAndTheConsoleIsSilent(String level) throws IOException {
        Chromium.Printed drawn = browser.orElseThrow().document(folder.resolve(level + ".html"), 1280);

        assertThat(drawn.err().lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        for (int width : new int[] {1280, 390}) {
            JsonNode probe = probe(level, width);
            assertThat(probe.path("charts").findValuesAsText("name"))
                    .contains("flow", "map", "By hour of the local day", "By provider", "Distance", "Duration");
            assertThat(probe.path("charts")).allSatisfy(chart -> {
                assertThat(chart.path("width").asDouble()).as("%s", chart).isBetween(100.0, width * 1.0);
                assertThat(chart.path("height").asDouble()).as("%s", chart).isPositive();
                assertThat(chart.path("shapes").asInt()).as("%s", chart).isPositive();
            });
            assertThat(probe.path("wide").asBoolean())
                    .as("scrolls sideways at " + width)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregate", "internal"})
    void nobodyIsShutOut(String level) throws IOException {
        assertThat(probe(level, 1280).path("faults"))
                .filteredOn(fault -> List.of("serious", "critical")
                        .contains(fault.path("impact").asText()))
                .isEmpty();
    }

    @Test
    void theFiguresAreThoseOfTheTables() {
        SparkSession spark = SparkSettings.open("figures");
        Lake lake = new Lake(
                spark,
                new Storage(spark.sparkContext().hadoopConfiguration()),
                Layout.of(Location.of(folder.resolve("lake").toString())));
        String text = browser.orElseThrow()
                .document(folder.resolve("internal.html"), 1280)
                .out();

        assertThat(text)
                .contains(written(lake.read(Pings.TABLE).count()) + " pings<")
                .contains(written(lake.read(Trips.TABLE).count()) + " trips<");
        lake.read(QuarantinedPings.TABLE)
                .groupBy(element_at(QuarantinedPings.REASONS.col(), 1).as("reason"))
                .count()
                .orderBy(col("count").desc(), col("reason"))
                .limit(5)
                .collectAsList()
                .forEach(
                        row -> assertThat(text).contains(">" + written(row.getLong(1)) + " " + row.getString(0) + "<"));
        lake.read(HourlyTrips.TABLE)
                .groupBy(HourlyTrips.SERVICE_DATE.col().cast("string"))
                .agg(sum(HourlyTrips.TRIPS.col()).as("trips"))
                .filter("trips > 0")
                .collectAsList()
                .forEach(row -> assertThat(text)
                        .contains("<td class=\"\">" + row.getString(0) + "</td><td class=\"number\">"
                                + written(row.getLong(1)) + "</td>"));
    }

    @Test
    void onlyInsidersSeePlacesOfFewTripsRecordsAndPaths() throws IOException {
        String aggregate = Files.readString(folder.resolve("aggregate.html"));

        assertThat(aggregate).doesNotContain(folder.toString());
        assertThat(Files.readString(folder.resolve("internal.html"))).contains(folder.toString());
        assertThat(aggregate).doesNotContain("\"raw\":");
        assertThat(figuresOf("aggregate").path("movements").path("lines")).isEmpty();
        assertThat(figuresOf("aggregate").path("movements").path("spots")).isEmpty();
    }

    @Test
    void insidersSeeEveryTripAndStayOfASmallCity() throws IOException {
        JsonNode figures = figuresOf("internal");

        assertThat(figures.path("movements").path("lines"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(figures.path("trips").asInt());
        assertThat(figures.path("movements").path("spots"))
                .hasSize(figures.path("stays").asInt());
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void aPictureShowsThePageToItsEnd(int width) throws IOException {
        Path png = folder.resolve("page-" + width + ".png");
        TypedCommand.resultOf(
                "report",
                "--lake=" + folder.resolve("lake"),
                "--out=" + folder.resolve("again.html"),
                "--png=" + png,
                "--png-width=" + width);

        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(width);
        assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(1500);
    }

    /** The page with a script of ours in it, for which its policy is taken away. */
    private static JsonNode probe(String level, int width) throws IOException {
        String page = Files.readString(folder.resolve(level + ".html"))
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        Path probed = folder.resolve("probed.html");
        Files.writeString(
                probed, page.replace("</body>", "<script>" + axe() + "</script><script>" + PROBE + "</script></body>"));
        Path frame = folder.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(width));
        String document = browser.orElseThrow().document(frame, 1400).out();
        int from = document.indexOf("<pre id=\"probe\">");
        assertThat(from).as("the probe has told nothing").isPositive();
        return new ObjectMapper()
                .readTree(document.substring(from + "<pre id=\"probe\">".length(), document.indexOf("</pre>", from))
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"));
    }

    private static JsonNode figuresOf(String level) throws IOException {
        String page = Files.readString(folder.resolve(level + ".html"));
        String start = "type=\"application/json\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static String axe() throws IOException {
        try (InputStream in =
                ReportPageIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String written(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
