package io.tripmill.testkit.wrong.jobs.trips;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** The business date is an argument. */
final class AsksTheClock {
    private AsksTheClock() {}

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
