package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * One run in the ledger.
 *
 * @param ended empty while the run goes on, and forever where its process was killed
 * @param report all that the run told of itself
 */
public record LedgerEntry(
        String runId, String job, State state, Instant started, Optional<Instant> ended, JsonNode report) {

    /** After that, AWS Glue ends a run by the definitions that come with Tripmill. */
    public static final Duration LONGEST = Duration.ofHours(2);

    /** What is known of a run. */
    public enum State {
        SUCCEEDED,
        FAILED,
        /** It began and has not told of its end. */
        RUNNING,
        /** It has not told of its end for longer than it may take: most likely its process was killed. */
        STALE;

        /** As reports say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty if the text is no report of a run, as a file torn by a crash or put there by others. */
    static Optional<LedgerEntry> of(String json) {
        try {
            JsonNode report = CommitLog.tree(json);
            Instant started = Instant.parse(report.path("started_at").asText());
            Optional<Instant> ended = report.path("duration_s").isNumber()
                    ? Optional.of(
                            started.plusNanos((long) (report.path("duration_s").asDouble() * 1e9)))
                    : Optional.empty();
            return Optional.of(new LedgerEntry(
                    report.path("run_id").asText(),
                    report.path("job").asText(),
                    State.valueOf(report.path("state").asText().toUpperCase(Locale.ROOT)),
                    started,
                    ended,
                    report));
        } catch (IllegalStateException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The date that the run was labelled with; where it was not, the date on which it began, UTC. */
    public LocalDate businessDate() {
        JsonNode label = report.path("arguments").path("business-date");
        return label.isTextual()
                ? LocalDate.parse(label.asText())
                : started.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How long the run took, or has been going on. */
    public Duration took(Instant now) {
        return Duration.between(started, ended.orElse(now));
    }

    /** Whether the run takes, or took, longer than its budget. */
    public boolean isLate(Instant now, Duration budget) {
        return took(now).compareTo(budget) > 0;
    }

    /** The state as it is to be judged now. */
    public State stateAt(Instant now, Duration budget) {
        return state == State.RUNNING && isLate(now, budget) ? State.STALE : state;
    }

    /** How many rules the run checked, and how many of them did not hold: {@code 2 of 7 failed}; empty if it checked none. */
    public String rules() {
        JsonNode outcomes = report.path("rule_outcomes");
        int failed = 0;
        for (JsonNode outcome : outcomes) {
            failed += outcome.path("Outcome").asText().equals("Passed") ? 0 : 1;
        }
        return outcomes.isEmpty() ? "" : failed + " of " + outcomes.size() + " failed";
    }
}
