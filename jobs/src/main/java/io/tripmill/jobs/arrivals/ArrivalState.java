package io.tripmill.jobs.arrivals;

import io.tripmill.job.Arrived;
import io.tripmill.jobs.arrivals.Expectation.Partition;
import java.time.Instant;
import java.util.Locale;

/** How a partition stands at an instant. */
enum ArrivalState {
    /** It holds records, and as many files as are expected at least. */
    ARRIVED,
    /** It is not there, and not due yet; due exactly now is not yet missed. */
    EXPECTED,
    /** It was due and is not there, but the grace is not over. */
    DUE,
    /** There is no file, and the grace is over. */
    LATE,
    /** There are files, but no record in any, and the grace is over. */
    EMPTY,
    /** There are records, but fewer files than are expected, and the grace is over. */
    TOO_FEW;

    static ArrivalState of(Partition partition, Arrived arrived, Instant now) {
        boolean isWhole = arrived.files() >= partition.expectation().leastFiles();
        if (isWhole && arrived.holdsRecords()) {
            return ARRIVED;
        }
        if (!now.isAfter(partition.due())) {
            return EXPECTED;
        }
        if (!now.isAfter(partition.due().plus(partition.expectation().grace()))) {
            return DUE;
        }
        if (arrived.files() == 0) {
            return LATE;
        }
        return arrived.holdsRecords() ? TOO_FEW : EMPTY;
    }

    boolean isFailure() {
        return this == LATE || this == EMPTY || this == TOO_FEW;
    }

    /** As it stands in the table, such as {@code too_few}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
