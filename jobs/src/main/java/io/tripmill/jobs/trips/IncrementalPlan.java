package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.job.CheckedRules;
import io.tripmill.job.Inputs;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.jobs.trips.trajectory.ChangedTime;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Plans a run that computes only what changed: finds the changed stretches of time, with them the affected ranges, and with these the
 * files of pings that it reads and the service dates that it replaces. Each step is asked for a summary of few rows.
 */
final class IncrementalPlan {
    private final TrajectoryOptions options;
    private final Inputs inputs;
    private final StoredRun stored;
    private final Optional<ChangedTime> asked;
    private final Function<String, Plan> full;

    /**
     * @param asked the time whose sessions are computed again, changed or not
     * @param full given the reason, the plan that computes everything instead
     */
    IncrementalPlan(
            TrajectoryOptions options,
            Inputs inputs,
            StoredRun stored,
            Optional<ChangedTime> asked,
            Function<String, Plan> full) {
        this.options = options;
        this.inputs = inputs;
        this.stored = stored;
        this.asked = asked;
        this.full = full;
    }

    /** The first step. */
    Plan plan() {
        if (inputs.version(Pings.TABLE).equals(Optional.of(stored.pingsVersion()))) {
            return asked.isEmpty()
                    ? Plan.nothing()
                    : findRanges(Optional.empty(), ChangedPings.Summary.NONE, stored.watermarks());
        }
        Dataset<Row> stretches = ChangedPings.stretches(
                // What left the lake because it is old changes no session.
                new FrozenRows(inputs).without(inputs.changes(Pings.TABLE, stored.pingsVersion())), options);
        return Plan.asking(new Question(
                "looking for what changed in pings",
                stretches,
                ChangedPings.summary(stretches),
                rows -> judgeWatermarks(stretches, ChangedPings.Summary.of(rows)),
                Optional.of(missing -> full.apply("the change feed of pings can't be read from version "
                        + (stored.pingsVersion() + 1) + " on, so everything is computed: " + missing))));
    }

    private Plan judgeWatermarks(Dataset<Row> stretches, ChangedPings.Summary changes) {
        Map<String, Long> watermarks = new TreeMap<>(stored.watermarks());
        changes.newestAddedUs().forEach((provider, timeUs) -> watermarks.merge(provider, timeUs, Math::max));
        Map<String, Long> doubtful = new TreeMap<>(watermarks);
        doubtful.entrySet()
                .removeIf(watermark ->
                        changes.newestLostUs().getOrDefault(watermark.getKey(), Long.MIN_VALUE) < watermark.getValue());
        if (doubtful.isEmpty()) {
            return findRanges(Optional.of(stretches), changes, watermarks);
        }
        Dataset<Row> still = inputs.of(Pings.TABLE)
                .filter(anyOf(doubtful.entrySet().stream()
                        .map(watermark -> newest(watermark.getKey(), watermark.getValue()))
                        .toList()))
                .select(Pings.PROVIDER_ID.col())
                .distinct();
        return Plan.asking(new Question(
                "looking whether the newest pings were removed",
                still,
                still,
                rows -> rows.size() == doubtful.size()
                        ? findRanges(Optional.of(stretches), changes, watermarks)
                        : full.apply(
                                "the newest ping of a provider was removed, which may open sessions of any of its devices, so"
                                        + " everything is computed")));
    }

    private Column newest(String provider, long timeUs) {
        return Pings.PROVIDER_ID
                .col()
                .equalTo(provider)
                .and(Pings.SERVICE_DATE.col().equalTo(lit(options.calendar().serviceDate(timeUs))))
                .and(Pings.TIMESTAMP.col().equalTo(timestamp_micros(lit(timeUs))));
    }

    private Plan findRanges(
            Optional<Dataset<Row>> stretches, ChangedPings.Summary changes, Map<String, Long> watermarks) {
        return findRanges(
                stretches,
                Stream.concat(changes.times().stream(), asked.stream()).toList(),
                new Watermarks.Known(watermarks, options.sessionGap()));
    }

    /** @param times beside which sessions are looked at */
    private Plan findRanges(Optional<Dataset<Row>> stretches, List<ChangedTime> times, Watermarks.Known watermarks) {
        NearbySessions nearby = new NearbySessions(options, stored.watermarks());
        Dataset<Row> sessions = inputs.of(Sessions.TABLE).filter(nearby.condition(times));
        Dataset<Row> ranges = new AffectedRows(options, watermarks.byProvider(), asked).ranges(stretches, sessions);
        Dataset<Row> summary = ranges.groupBy(
                        col(AffectedRows.CLOSES), col(AffectedRows.FIRST_DATE), col(AffectedRows.LAST_DATE))
                .agg(
                        count(lit(1)),
                        min(AffectedRows.DEVICE_ID),
                        max(AffectedRows.DEVICE_ID),
                        min(RangeColumns.START_US),
                        max(AffectedRows.END_US));
        return Plan.asking(new Question("looking for the sessions that the changes touch", ranges, summary, rows -> {
            List<ChangedTime> further = nearby.further(times, computed(rows));
            return further.isEmpty()
                    ? compute(ranges, AffectedDates.of(rows), watermarks)
                    : findRanges(
                            stretches,
                            Stream.concat(times.stream(), further.stream()).toList(),
                            watermarks);
        }));
    }

    /** The ranges that are computed again, those together that begin and end on the same dates. */
    private static List<ChangedTime> computed(List<Row> rows) {
        return rows.stream()
                .filter(row -> !row.getBoolean(0))
                .map(row -> new ChangedTime(row.getLong(6), row.getLong(7)))
                .toList();
    }

    private Plan compute(Dataset<Row> ranges, AffectedDates affected, Watermarks.Known watermarks) {
        if (affected.isNothingComputed()) {
            return affected.all().isEmpty() ? Plan.nothing() : write(ranges, affected, watermarks, Optional.empty());
        }
        Dataset<Row> movements = Sessionizer.of(options).movements(pings(ranges, affected), path -> {});
        return Plan.asking(new Question(
                "computing the sessions that the changes touch",
                movements,
                MovementRows.summary(movements),
                rows -> write(ranges, affected, watermarks, Optional.of(movements))
                        .reading(rows.stream().mapToLong(row -> row.getLong(2)).sum())));
    }

    /** The pings of the ranges that are computed again. */
    private Dataset<Row> pings(Dataset<Row> ranges, AffectedDates affected) {
        Column isInside = Pings.PROVIDER_ID
                .col()
                .equalTo(col(AffectedRows.PROVIDER_ID))
                .and(Pings.DEVICE_ID.col().equalTo(col(AffectedRows.DEVICE_ID)))
                .and(unix_micros(Pings.TIMESTAMP.col()).between(col(RangeColumns.START_US), col(AffectedRows.END_US)));
        return inputs.of(Pings.TABLE)
                .filter(affected.pings())
                .join(ranges.filter(col(AffectedRows.CLOSES).equalTo(false)), isInside);
    }

    private Plan write(
            Dataset<Row> ranges,
            AffectedDates affected,
            Watermarks.Known watermarks,
            Optional<Dataset<Row>> movements) {
        ServiceDates dates = ServiceDates.only(affected.all());
        JudgedTrips trips = JudgedTrips.of(candidates(ranges, dates, movements, watermarks), inputs.rules());
        List<Write> writes = new ArrayList<>();
        trips.quarantined().ifPresent(rows -> writes.add(new Write.ReplaceDates(QuarantinedTrips.TABLE, rows, dates)));
        writes.add(replacement(Stays.TABLE, ranges, dates, movements.map(m -> MovementRows.stays(m, watermarks))));
        writes.add(new Write.ReplaceDates(Trips.TABLE, trips.trips(), dates));
        // Last: the version of pings that its commit carries is the one that all tables follow.
        writes.add(
                replacement(Sessions.TABLE, ranges, dates, movements.map(m -> MovementRows.sessions(m, watermarks))));
        return trips.checkedIn(Plan.of(writes.toArray(Write[]::new)))
                .reading(0)
                .noting(WatermarkNote.NAME, WatermarkNote.write(watermarks.byProvider()));
    }

    /** All trips of the dates: those in quarantine too, as a trip that closes changes. */
    private Dataset<Row> candidates(
            Dataset<Row> ranges, ServiceDates dates, Optional<Dataset<Row>> movements, Watermarks.Known watermarks) {
        Dataset<Row> stored = kept(Trips.TABLE, Trips.TABLE, ranges, dates);
        Dataset<Row> kept =
                inputs.rules().filter(CheckedRules::decideWhatIsStored).isPresent()
                        ? stored.union(kept(QuarantinedTrips.TABLE, Trips.TABLE, ranges, dates))
                        : stored;
        return movements
                .map(m -> MovementRows.trips(m, watermarks))
                .map(kept::union)
                .orElse(kept);
    }

    private Write replacement(Table table, Dataset<Row> ranges, ServiceDates dates, Optional<Dataset<Row>> computed) {
        Dataset<Row> kept = kept(table, table, ranges, dates);
        return new Write.ReplaceDates(table, computed.map(kept::union).orElse(kept), dates);
    }

    private Dataset<Row> kept(Table from, Table like, Dataset<Row> ranges, ServiceDates dates) {
        return StoredRows.outside(ranges, like, inputs.of(from).filter(dates.condition()));
    }

    private static Column anyOf(Collection<Column> conditions) {
        return conditions.stream().reduce(Column::or).orElse(lit(false));
    }
}
