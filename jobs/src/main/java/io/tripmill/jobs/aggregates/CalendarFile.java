package io.tripmill.jobs.aggregates;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;

/** The argument that names a calendar. */
final class CalendarFile {
    static final Param<Location> CALENDAR = Param.location(
                    "calendar",
                    "A CSV file with a header and the columns date and day_kind, such as 2026-05-01,public_holiday; what it calls a"
                            + " service date stands in the column day_kind. Another calendar than the stored one needs --recompute"
                            + " full.")
            .optional();

    private CalendarFile() {}

    /**
     * The days of the file that the arguments name; none if they name none.
     *
     * @throws RunFailure if it is no calendar
     */
    static DayKinds read(Inputs inputs, Args args) {
        try {
            return inputs.text(CALENDAR).map(DayKinds::parse).orElse(DayKinds.NONE);
        } catch (InvalidCalendar e) {
            throw new RunFailure(
                    ErrorCode.CALENDAR,
                    "The calendar '" + args.get(CALENDAR) + "' can't be used: " + e.getMessage() + ".",
                    "Correct the file.",
                    e);
        }
    }
}
