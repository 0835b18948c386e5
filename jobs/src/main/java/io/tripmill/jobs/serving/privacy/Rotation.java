package io.tripmill.jobs.serving.privacy;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** How long a pseudonym stays the same. */
public enum Rotation {
    DAY {
        @Override
        String period(LocalDate date) {
            return date.toString();
        }
    },
    /** From Monday to Sunday. */
    WEEK {
        @Override
        String period(LocalDate date) {
            return String.format(
                    Locale.ROOT,
                    "%d-W%02d",
                    date.get(IsoFields.WEEK_BASED_YEAR),
                    date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
    },
    MONTH {
        @Override
        String period(LocalDate date) {
            return date.toString().substring(0, date.toString().lastIndexOf('-'));
        }
    };

    /** Names the period of a date; no two periods, of whichever rotation, share a name. */
    abstract String period(LocalDate date);
}
