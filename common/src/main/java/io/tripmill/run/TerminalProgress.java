package io.tripmill.run;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The stage that goes on in a line that grows, and above it a line for each stage that is over, as a log has it. */
final class TerminalProgress implements Progress {
    /** Often enough for the eye, and seldom enough to be calm; a stage that is over sooner needs no bar. */
    private static final long BETWEEN_DRAWINGS_NS = Duration.ofSeconds(1).toNanos();

    private static final int BAR_WIDTH = 20;

    private final LiveStream terminal;
    private final LongSupplier nanos;
    private final long started;
    private String line = "";
    private long drawn;

    TerminalProgress(LiveStream terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        started = nanos.getAsLong();
        drawn = started;
    }

    @Override
    public synchronized void stage(String sentence) {
        ended();
        line = timed(sentence);
        terminal.show(line);
        drawn = nanos.getAsLong();
    }

    @Override
    public synchronized void note(String sentence) {
        terminal.println(timed(sentence));
        if (!line.isEmpty()) {
            terminal.show(line);
        }
    }

    @Override
    public synchronized void work(StageWork work) {
        if (!line.isEmpty() && nanos.getAsLong() - drawn >= BETWEEN_DRAWINGS_NS) {
            drawn = nanos.getAsLong();
            String bar = work.share().isPresent() ? bar(work.share().getAsDouble()) + "  " : "";
            terminal.show((line + "  " + bar + work.described()).stripTrailing());
        }
    }

    @Override
    public synchronized void ended() {
        if (!line.isEmpty()) {
            terminal.println(line);
            line = "";
        }
    }

    private String timed(String sentence) {
        return String.format(Locale.ROOT, "%6.1f s  %s", (nanos.getAsLong() - started) / 1e9, sentence);
    }

    private static String bar(double share) {
        int filled = (int) (share * BAR_WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }
}
