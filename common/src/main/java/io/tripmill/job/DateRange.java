package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The service dates from one to another, both included. */
public record DateRange(LocalDate from, LocalDate to) {
    public static final Param<LocalDate> FROM =
            Param.date("from", "The first service date of --recompute range.").optional();
    public static final Param<LocalDate> TO =
            Param.date("to", "The last service date of --recompute range.").optional();

    public DateRange {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + " is before " + from);
        }
    }

    /** The range that the arguments name; they were {@linkplain #problemWith checked}. */
    public static DateRange of(Args args) {
        return new DateRange(args.get(FROM), args.get(TO));
    }

    /**
     * What is wrong with the arguments, and what to type instead.
     *
     * @param isAsked whether a range is to be computed again
     */
    public static Optional<String> problemWith(Args args, boolean isAsked) {
        Optional<LocalDate> from = args.find(FROM);
        Optional<LocalDate> to = args.find(TO);
        if (isAsked && (from.isEmpty() || to.isEmpty())) {
            return Optional.of("--recompute range needs both --from and --to; add them");
        }
        if (!isAsked && (from.isPresent() || to.isPresent())) {
            return Optional.of("--from and --to belong to --recompute range; add it, or leave them out");
        }
        return isAsked && to.orElseThrow().isBefore(from.orElseThrow())
                ? Optional.of("--to " + to.get() + " is before --from " + from.get() + "; swap them")
                : Optional.empty();
    }

    /** Ascending. */
    public List<LocalDate> dates() {
        return from.datesUntil(to.plusDays(1)).toList();
    }
}
