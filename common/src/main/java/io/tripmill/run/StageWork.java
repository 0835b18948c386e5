package io.tripmill.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What Spark has done for a stage so far.
 *
 * @param share of the work that Spark has told of, from 0 to 1; falls when more comes to light; empty before it has told of any that lasts
 * @param rows that ended tasks have read or written, whichever is more
 * @param elapsed since the stage began
 */
public record StageWork(OptionalDouble share, long rows, Duration elapsed) {
    /** Before that a rate and a forecast jump about. */
    private static final double SETTLED_S = 2;

    private static final double SETTLED_SHARE = 0.1;

    /** How long the rest of the known work takes if it goes on as it went; empty where that can't be said yet. */
    public Optional<Duration> left() {
        if (share.orElse(0) < SETTLED_SHARE || seconds() < SETTLED_S) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * (1 / share.getAsDouble() - 1))))
                .filter(rest -> rest.toSeconds() > 0);
    }

    /** As in {@code 45 %, 40,000 rows/s, about 15 s left}. */
    String described() {
        List<String> facts = new ArrayList<>();
        share.ifPresent(known -> facts.add((int) (known * 100) + " %"));
        // Less than one a second is nothing that a stage waits for.
        if (seconds() >= SETTLED_S && rows >= seconds()) {
            facts.add(String.format(Locale.ROOT, "%,d rows/s", twoDigits(rows / seconds())));
        }
        left().ifPresent(time -> facts.add("about " + text(time) + " left"));
        return String.join(", ", facts);
    }

    private double seconds() {
        return elapsed.toMillis() / 1e3;
    }

    /** More digits would only flicker. */
    private static long twoDigits(double number) {
        double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
        return (long) (Math.round(number / step) * step);
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }
}
