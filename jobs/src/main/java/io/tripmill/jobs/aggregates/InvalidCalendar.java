package io.tripmill.jobs.aggregates;

import java.util.List;

/** Every problem of one calendar, each with its line. */
final class InvalidCalendar extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 10;

    InvalidCalendar(List<String> problems) {
        super(String.join("; ", problems.subList(0, Math.min(MOST_SHOWN, problems.size())))
                + (problems.size() <= MOST_SHOWN ? "" : "; and " + (problems.size() - MOST_SHOWN) + " more"));
    }
}
