package io.tripmill.jobs.local.city;

import java.time.ZoneId;

/** How a feed writes its records as text. */
sealed interface Lines permits JsonLines, CsvLines {

    /** What a file begins with, line break included; maybe nothing. */
    String header();

    /** A record without its line break. */
    String line(Fix fix, long arrivalMs, ZoneId zone);
}
