package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.tripmill.jobs.trips.trajectory.ChangedTime;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Which stored sessions a run must know: those that changes may reach, the ones that may follow on a cut after them, and those that are
 * open. More than these does no harm; file statistics answer the condition.
 *
 * @param watermarks by provider, those that the stored sessions follow, microseconds since 1970
 */
record NearbySessions(TrajectoryOptions options, Map<String, Long> watermarks) {
    /** A session that was cut lies in two service days, of at most 25 hours and once in a decade more, and so does the one after it. */
    private static final long CUT_SESSIONS_US = Duration.ofDays(5).toNanos() / 1000;

    /** More conditions than these cost more to judge than files that they would skip cost to read. */
    private static final int MOST_CONDITIONS = 64;

    NearbySessions {
        watermarks = Map.copyOf(watermarks);
    }

    /**
     * The condition on rows of sessions.
     *
     * @param times in which something changed, or that are asked for
     */
    Column condition(List<ChangedTime> times) {
        return Stream.concat(
                        joined(times.stream().map(this::reach).toList()).stream()
                                .map(NearbySessions::meets),
                        open())
                .reduce(Column::or)
                .orElse(lit(false));
    }

    private ChangedTime reach(ChangedTime time) {
        long gapUs = Watermarks.micros(options.sessionGap());
        long tripUs = options.tripMaxSilence()
                .map(silence -> Watermarks.micros(silence) + CUT_SESSIONS_US)
                .orElse(0L);
        return new ChangedTime(time.firstUs() - gapUs - tripUs, time.lastUs() + 2 * gapUs + tripUs + CUT_SESSIONS_US);
    }

    /**
     * The times beside which sessions must be known too, since ranges that were found reach them: a provider's trip may go on from
     * session to session.
     *
     * @param times those of which the sessions were looked at
     * @param ranges what was found
     */
    List<ChangedTime> further(List<ChangedTime> times, List<ChangedTime> ranges) {
        if (!options.hasProviderTrips()) {
            return List.of();
        }
        List<ChangedTime> known = joined(times.stream().map(this::reach).toList());
        return ranges.stream()
                .filter(range -> known.stream().noneMatch(time -> isInside(range, time)))
                .toList();
    }

    private boolean isInside(ChangedTime range, ChangedTime known) {
        long tripUs = options.tripMaxSilence().map(Watermarks::micros).orElse(0L);
        long gapUs = Watermarks.micros(options.sessionGap());
        return known.firstUs() <= range.firstUs() - Math.max(gapUs, tripUs)
                && range.lastUs() + Math.max(2 * gapUs, tripUs) + CUT_SESSIONS_US <= known.lastUs();
    }

    private static Column meets(ChangedTime time) {
        return Sessions.START_TIME
                .col()
                .leq(timestamp_micros(lit(time.lastUs())))
                .and(Sessions.END_TIME.col().geq(timestamp_micros(lit(time.firstUs()))));
    }

    /** A session is open as long as the watermark is not more than a gap past its end. */
    private Stream<Column> open() {
        long gapUs = Watermarks.micros(options.sessionGap());
        if (watermarks.size() > MOST_CONDITIONS) {
            long leastUs = watermarks.values().stream().min(Long::compare).orElseThrow();
            return Stream.of(isOpenAfter(leastUs - gapUs));
        }
        return watermarks.entrySet().stream().map(watermark -> Sessions.PROVIDER_ID
                .col()
                .equalTo(watermark.getKey())
                .and(isOpenAfter(watermark.getValue() - gapUs)));
    }

    private static Column isOpenAfter(long timeUs) {
        return Sessions.IS_OPEN.col().and(Sessions.END_TIME.col().geq(timestamp_micros(lit(timeUs))));
    }

    /** In order, joined where they meet; all in one where there are too many. */
    private static List<ChangedTime> joined(List<ChangedTime> times) {
        List<ChangedTime> joined = new ArrayList<>();
        times.stream().sorted(Comparator.comparingLong(ChangedTime::firstUs)).forEach(next -> {
            ChangedTime last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && next.firstUs() <= last.lastUs()) {
                joined.set(joined.size() - 1, new ChangedTime(last.firstUs(), Math.max(last.lastUs(), next.lastUs())));
            } else {
                joined.add(next);
            }
        });
        return joined.size() <= MOST_CONDITIONS
                ? joined
                : List.of(new ChangedTime(
                        joined.get(0).firstUs(), joined.get(joined.size() - 1).lastUs()));
    }
}
