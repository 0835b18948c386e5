package io.tripmill.jobs.local.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.geo.Polyline;
import io.tripmill.jobs.local.report.Figures.CheckedRule;
import io.tripmill.jobs.local.report.Figures.Example;
import io.tripmill.jobs.local.report.Figures.Flow;
import io.tripmill.jobs.local.report.Figures.Line;
import io.tripmill.jobs.local.report.Figures.Movements;
import io.tripmill.jobs.local.report.Figures.PastRun;
import io.tripmill.jobs.local.report.Figures.Share;
import io.tripmill.jobs.local.report.Figures.Spot;
import io.tripmill.jobs.local.report.Figures.Tally;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page on which everything is that a page may hold, as that of a large city with years of runs. */
class FullPageIT {
    private static final Pattern DRAWN_MS = Pattern.compile("data-drawn-ms=\"(\\d+)\"");
    private static final Random DICE = new Random(7);

    @Test
    void theFullestPageIsBelowThreeMegabytes() {
        assertThat(ReportPage.of(full()).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
    }

    @Test
    void aRuleThatRanTwiceHasATrendThatCanBeReadAloud(@TempDir Path folder) throws Exception {
        Optional<Chromium> browser = Chromium.find();
        assumeTrue(browser.isPresent(), "no Chromium is on the path: the page is not drawn");
        Path page = Files.writeString(folder.resolve("full.html"), ReportPage.of(full()));

        Chromium.Printed drawn = browser.orElseThrow().document(page, 1280);

        assertThat(drawn.err().lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        assertThat(drawn.out()).contains("data-shown=\"1500 2000\"");
        assertThat(drawn.out().split("data-trend=", -1)).hasSize(1 + 10);
        // The newest sixty of 200 runs: the first in the list is the newest.
        assertThat(drawn.out())
                .contains("aria-label=\"60 runs, from 59 to 0, least 0, most 59, failed in 1\"")
                .contains("class=\"miss\"");
    }

    @Test
    void theFullestPageCanBeUsedWithinASecond(@TempDir Path folder) throws Exception {
        Optional<Chromium> browser = Chromium.find();
        assumeTrue(browser.isPresent(), "no Chromium is on the path: the page is not drawn");
        Path page = Files.writeString(folder.resolve("full.html"), ReportPage.of(full()));

        Matcher drawn =
                DRAWN_MS.matcher(browser.orElseThrow().documentInRealTime(page).out());

        assertThat(drawn.find()).isTrue();
        assertThat(Integer.parseInt(drawn.group(1))).isLessThan(1_000);
    }

    private static Figures full() {
        List<String> cells =
                list(2000, i -> H3Cells.at(new Point(52.3 + i % 50 * 0.012, 13.1 + Math.floorDiv(i, 50) * 0.02), 8));
        List<Tally> days = list(800, i -> new Tally("2026-01-" + i, 1250));
        List<Tally> names = list(200, i -> new Tally("provider-" + i, 5000));
        return new Figures(
                "s3://lake",
                Optional.empty(),
                Level.INTERNAL,
                80_000_000,
                4000,
                Optional.of(3000L),
                400_000,
                1_100_000,
                1_000_000,
                names.subList(0, 20),
                names.subList(0, 20),
                list(24, i -> new Tally(Integer.toString(i), 41_666)),
                days,
                names,
                names,
                names.subList(0, 9),
                names.subList(0, 9),
                list(800, i -> new Share("2026-01-" + i, 0.31, 900)),
                cells.stream().map(cell -> new Tally(cell, 500)).toList(),
                1000,
                list(300, i -> new Flow(cells.get(i), cells.get(1999 - i), 300)),
                100_000,
                new Movements(
                        list(
                                LakeFigures.MOST_LINES,
                                i -> new Line("2026-01-01 08:00", 4321.123456789, 1234.567891, line())),
                        list(
                                LakeFigures.MOST_SPOTS,
                                i -> new Spot("2026-01-01 08:00", 1234.567891, List.of(point().lng(), point().lat())))),
                list(20, i -> new Example("The latitude is no number.", "x".repeat(500))),
                7200,
                list(200, i -> run(i)));
    }

    private static PastRun run(int number) {
        return new PastRun(
                "ingest-pings",
                "2026-01-01T00:00:00.%03dZ".formatted(number),
                "succeeded",
                "",
                61.5,
                1_000_000,
                990_000,
                10,
                80_000_000,
                40,
                list(
                        10,
                        i -> new CheckedRule(
                                "pings",
                                "Completeness \"column_" + i + "\" > 0.99",
                                number == 50 ? "Failed" : "Passed",
                                "{\"Column.column_" + i + ".Completeness\":" + number + ".0}")));
    }

    private static String line() {
        Polyline line = new Polyline();
        IntStream.range(0, LakeFigures.MOST_POINTS).forEach(i -> {
            Point point = point();
            line.add(point.lat(), point.lng());
        });
        return line.encoded();
    }

    private static Point point() {
        return new Point(52.3 + 0.4 * DICE.nextDouble(), 13.1 + 0.6 * DICE.nextDouble());
    }

    private static <T> List<T> list(int size, IntFunction<T> make) {
        return IntStream.range(0, size).mapToObj(make).toList();
    }
}
