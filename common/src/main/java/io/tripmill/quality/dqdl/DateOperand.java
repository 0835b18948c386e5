package io.tripmill.quality.dqdl;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A date or a time in a condition. Prints itself as it is written in DQDL. */
public sealed interface DateOperand {
    /** The moment that is meant in a run whose now is given, in the same zone; empty for {@link Null}. */
    Optional<LocalDateTime> at(LocalDateTime now);

    /** What stands between the quotation marks; empty if it is not quoted. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** A day; as a moment, its start. */
    record Day(LocalDate date) implements DateOperand {
        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.of(date.atStartOfDay());
        }

        @Override
        public Optional<String> text() {
            return Optional.of(date.toString());
        }

        @Override
        public String toString() {
            return "\"" + date + "\"";
        }
    }

    /**
     * A time of the day of the run, in whole minutes.
     *
     * @param written as it stands between the marks
     */
    record TimeOfDay(LocalTime time, String written) implements DateOperand {
        public TimeOfDay(LocalTime time) {
            this(time, time.toString());
        }

        @Override
        public Optional<String> text() {
            return Optional.of(written);
        }

        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.of(now.toLocalDate().atTime(time));
        }

        @Override
        public String toString() {
            return "\"" + written + "\"";
        }
    }

    /**
     * A date with a time, such as {@code "2024-01-31 10:00:00"}.
     *
     * @param written as it stands between the marks
     */
    record Moment(LocalDateTime dateTime, String written) implements DateOperand {
        private static final DateTimeFormatter DATE_BLANK_TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd ", Locale.ROOT);

        public Moment(LocalDateTime dateTime) {
            this(dateTime, DATE_BLANK_TIME.format(dateTime) + DateTimeFormatter.ISO_LOCAL_TIME.format(dateTime));
        }

        @Override
        public Optional<String> text() {
            return Optional.of(written);
        }

        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.of(dateTime);
        }

        @Override
        public String toString() {
            return "\"" + written + "\"";
        }
    }

    /** {@code now()}, the moment of the run. */
    record Now() implements DateOperand {
        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.of(now);
        }

        @Override
        public String toString() {
            return "now()";
        }
    }

    /** {@code (now() - 3 days)}: a time span before or after the moment of the run. */
    record FromNow(Direction direction, TimeSpan span) implements DateOperand {
        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.of(
                    switch (direction) {
                        case BEFORE -> now.minus(span.duration());
                        case AFTER -> now.plus(span.duration());
                    });
        }

        @Override
        public String toString() {
            return "(now() " + (direction == Direction.BEFORE ? "-" : "+") + " " + span + ")";
        }
    }

    /** No value; in a list of dates only. */
    record Null() implements DateOperand {
        @Override
        public Optional<LocalDateTime> at(LocalDateTime now) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "NULL";
        }
    }

    /** On which side of now. */
    enum Direction {
        BEFORE,
        AFTER
    }
}
