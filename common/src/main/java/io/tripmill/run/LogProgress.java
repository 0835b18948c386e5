package io.tripmill.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Lines that follow each other: one when a stage begins, and one for every half minute that it goes on. */
final class LogProgress implements Progress {
    private static final long BETWEEN_LINES_NS = Duration.ofSeconds(30).toNanos();

    private final PrintStream out;
    private final LongSupplier nanos;
    private final long started;
    private String sentence = "";
    private long lastLine;

    LogProgress(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        started = nanos.getAsLong();
        lastLine = started;
    }

    @Override
    public synchronized void stage(String begun) {
        sentence = begun;
        line(begun);
    }

    @Override
    public synchronized void note(String told) {
        print(nanos.getAsLong(), told);
    }

    @Override
    public synchronized void work(StageWork work) {
        if (nanos.getAsLong() - lastLine >= BETWEEN_LINES_NS) {
            String described = work.described();
            line(described.isEmpty() ? sentence + " goes on" : sentence + ": " + described);
        }
    }

    private void line(String text) {
        lastLine = nanos.getAsLong();
        print(lastLine, text);
    }

    private void print(long now, String text) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (now - started) / 1e9, text);
    }
}
