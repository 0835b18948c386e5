package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * The hours that a clock in a zone shows. An hour that comes twice, as the clock is put back, is two hours; an hour that the clock
 * skips is none.
 *
 * <p>An hour begins when the clock shows its first minute, or, where the clock is put to the middle of an hour (Lord Howe Island, by
 * half an hour), at that change. That is told apart by instants alone: {@code date_trunc} on local times would make one of two hours.
 */
final class LocalHours {
    private static final long HOUR_US = Duration.ofHours(1).toNanos() / 1000;

    /** No position is older, nor will this code count trips of the century after. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final ZoneId zone;
    private final Column[] changesInsideHoursUs;

    LocalHours(ZoneId zone) {
        this.zone = zone;
        this.changesInsideHoursUs = changes(zone)
                .filter(change -> change.getDateTimeAfter().getMinute() != 0)
                .map(change -> lit(ChronoUnit.MICROS.between(Instant.EPOCH, change.getInstant())))
                .toArray(Column[]::new);
    }

    /** When the hour of an instant began, as an instant. */
    Column start(Column instant) {
        Column instantUs = unix_micros(instant);
        Column fullHourUs = instantUs.minus(pmod(unix_micros(clock(instant)), lit(HOUR_US)));
        if (changesInsideHoursUs.length == 0) {
            return timestamp_micros(fullHourUs);
        }
        Column lastChangeUs = array_max(filter(array(changesInsideHoursUs), change -> change.leq(instantUs)));
        return timestamp_micros(greatest(fullHourUs, lastChangeUs));
    }

    /** The hour of an instant as text with its offset from UTC, such as {@code 2026-10-25T02:00+01:00}. */
    Column text(Column instant) {
        Column offsetUs = unix_micros(clock(instant)).minus(unix_micros(instant));
        return concat(
                date_format(clock(instant), "yyyy-MM-dd'T'HH:'00'"),
                when(offsetUs.lt(0), "-").otherwise("+"),
                date_format(timestamp_micros(abs(offsetUs)), "HH:mm"));
    }

    /** What the clock shows, as if it were UTC. */
    private Column clock(Column instant) {
        return from_utc_timestamp(instant, zone.getId());
    }

    private static Stream<ZoneOffsetTransition> changes(ZoneId zone) {
        return Stream.iterate(
                zone.getRules().nextTransition(FIRST),
                change -> change != null && change.getInstant().isBefore(LAST),
                change -> zone.getRules().nextTransition(change.getInstant()));
    }
}
