package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {
    /** Removes what a terminal shows in its last line. */
    private static final String REMOVED = "\r\u001b[2K";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private long now;

    @Test
    void aLogHasALineForEachStageAndOneForEachHalfMinute() {
        Progress progress = new LogProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> now);
        at(1.5);
        progress.stage("writing pings");
        at(31.4);
        progress.work(work(0.25, 5_000_000, 30));
        at(31.5);
        progress.work(work(0.25, 5_000_000, 30));
        at(61.4);
        progress.work(work(0.5, 9_000_000, 60));
        at(62);
        progress.stage("writing trips");
        at(92);
        progress.work(new StageWork(OptionalDouble.empty(), 0, Duration.ofSeconds(30)));
        progress.ended();

        assertThat(text()).isEqualTo("""
                   1.5 s  writing pings
                  31.5 s  writing pings: 25 %, 170,000 rows/s, about 1 min 30 s left
                  62.0 s  writing trips
                  92.0 s  writing trips goes on
                """);
    }

    @Test
    void aTerminalHasOneLineThatGrowsAndKeepsWhatALogKeeps() {
        LiveStream terminal = LiveStream.of(printed, 100);
        Progress progress = new TerminalProgress(terminal, () -> now);
        progress.stage("writing pings");
        at(0.9);
        progress.work(work(0.25, 0, 0.1));
        at(1);
        progress.work(work(0.25, 9_000, 3));
        progress.stage("writing trips");
        progress.ended();
        progress.work(work(0.99, 9_000, 3));

        assertThat(text())
                .isEqualTo("   0.0 s  writing pings"
                        + REMOVED
                        + "   0.0 s  writing pings  [#####...............]  25 %, 3,000 rows/s, about 9 s left"
                        + REMOVED + "   0.0 s  writing pings%n".formatted()
                        + "   1.0 s  writing trips"
                        + REMOVED + "   1.0 s  writing trips%n".formatted());
    }

    @Test
    void whatIsLoggedMeanwhileHasALineOfItsOwn() {
        LiveStream terminal = LiveStream.of(printed, 12);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        terminal.show("reading all the pings");
        terminal.print("WARN: slow");
        terminal.show("is not shown in the middle of a line");
        terminal.print("\n");
        terminal.show("on");
        terminal.beside(results).print("result");
        terminal.println("off");

        assertThat(text()).isEqualTo("reading all" + REMOVED + "WARN: slow\non" + REMOVED + "off%n".formatted());
        assertThat(results).hasToString("result");
    }

    @Test
    void wordsAreSaidBeforeEachSentence() {
        Progress progress = new LogProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> now);
        Progress march = progress.of("2026-03-01  ");
        march.stage("writing pings");
        march.note("one file was left out");
        at(30);
        march.work(work(0.5, 0, 30));

        assertThat(text()).isEqualTo("""
                   0.0 s  2026-03-01  writing pings
                   0.0 s  2026-03-01  one file was left out
                  30.0 s  2026-03-01  writing pings: 50 %, about 30 s left
                """);
    }

    @Test
    void aNoteStandsAboveTheStageThatGoesOn() {
        LiveStream terminal = LiveStream.of(printed, 100);
        Progress progress = new TerminalProgress(terminal, () -> now);
        progress.stage("writing pings");
        at(1);
        progress.note("one file was left out");
        progress.ended();
        progress.note("all was read");

        assertThat(text())
                .isEqualTo("   0.0 s  writing pings"
                        + REMOVED + "   1.0 s  one file was left out%n".formatted()
                        + "   0.0 s  writing pings"
                        + REMOVED + "   0.0 s  writing pings%n".formatted()
                        + "   1.0 s  all was read%n".formatted());
    }

    @Test
    void nothingIsDrawnIntoALineOfAnotherStream() {
        LiveStream terminal = LiveStream.of(printed, 100);
        PrintStream results = terminal.beside(printed);
        results.print("device_id, ");
        terminal.show("writing pings");
        results.println("trips");
        terminal.show("writing trips");

        assertThat(text()).isEqualTo("device_id, trips%nwriting trips".formatted());
    }

    @Test
    void foretellsNothingThatIsNotKnown() {
        assertThat(work(0.5, 1_000, 1.9).described()).isEqualTo("50 %");
        assertThat(work(0.09, 10, 100).described()).isEqualTo("9 %");
        assertThat(work(0.99, 0, 10).described()).isEqualTo("99 %");
        assertThat(work(0.5, 1_234_567, 4_000).described()).isEqualTo("50 %, 310 rows/s, about 1 h 06 min left");
        assertThat(new StageWork(OptionalDouble.empty(), 0, Duration.ofSeconds(5)).described())
                .isEmpty();
    }

    private void at(double seconds) {
        now = (long) (seconds * 1e9);
    }

    private static StageWork work(double share, long rows, double seconds) {
        return new StageWork(OptionalDouble.of(share), rows, Duration.ofNanos((long) (seconds * 1e9)));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
