package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.jobs.trips.trajectory.AffectedRange;
import io.tripmill.jobs.trips.trajectory.AffectedRanges;
import io.tripmill.jobs.trips.trajectory.ChangedTime;
import io.tripmill.jobs.trips.trajectory.Flag;
import io.tripmill.jobs.trips.trajectory.StoredSession;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.jobs.trips.trajectory.TripLinks;
import io.tripmill.schema.Pings;
import io.tripmill.schema.RowsByKey;
import io.tripmill.schema.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds, device by device, the ranges that must be computed again, and the sessions outside of them that only close. Reads changed
 * stretches and stored sessions, the ones of a device together.
 */
final class AffectedRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    static final String PROVIDER_ID = "range_provider_id";
    static final String DEVICE_ID = "range_device_id";
    static final String END_US = "range_end_us";
    /** BOOLEAN: whether the range is a session that closes, and is not computed again. */
    static final String CLOSES = "range_closes";
    /** INT: the service dates of the first and last row that may change in it, in days since 1970. */
    static final String FIRST_DATE = "range_first_date";

    static final String LAST_DATE = "range_last_date";

    private static final StructType SCHEMA = new StructType()
            .add(PROVIDER_ID, DataTypes.StringType)
            .add(DEVICE_ID, DataTypes.StringType)
            .add(RangeColumns.START_US, DataTypes.LongType)
            .add(END_US, DataTypes.LongType)
            .add(RangeColumns.STARTS_IN_CUT, DataTypes.BooleanType)
            .add(RangeColumns.ENDS_IN_CUT, DataTypes.BooleanType)
            .add(CLOSES, DataTypes.BooleanType)
            .add(FIRST_DATE, DataTypes.IntegerType)
            .add(LAST_DATE, DataTypes.IntegerType);

    private final TrajectoryOptions options;
    private final Map<String, Long> watermarks;
    private final long askedFirstUs;
    private final long askedLastUs;

    /**
     * @param watermarks by provider, microseconds since 1970
     * @param asked the time whose sessions are computed again, changed or not
     */
    AffectedRows(TrajectoryOptions options, Map<String, Long> watermarks, Optional<ChangedTime> asked) {
        this.options = options;
        this.watermarks = Map.copyOf(watermarks);
        this.askedFirstUs = asked.map(ChangedTime::firstUs).orElse(Long.MAX_VALUE);
        this.askedLastUs = asked.map(ChangedTime::lastUs).orElse(Long.MAX_VALUE);
    }

    /**
     * The affected ranges.
     *
     * @param stretches of {@link ChangedPings}; empty if no ping changed
     * @param sessions all that may be affected
     */
    Dataset<Row> ranges(Optional<Dataset<Row>> stretches, Dataset<Row> sessions) {
        Dataset<Row> stored = sessions.select(
                Sessions.PROVIDER_ID.col(),
                Sessions.DEVICE_ID.col(),
                unix_micros(Sessions.START_TIME.col()).as("from_us"),
                unix_micros(Sessions.END_TIME.col()).as("until_us"),
                lit(true).as("is_session"),
                array_contains(Sessions.FLAGS.col(), Flag.CUT_START.name()).as("starts_in_cut"),
                array_contains(Sessions.FLAGS.col(), Flag.CUT_END.name()).as("ends_in_cut"),
                Sessions.IS_OPEN.col(),
                Sessions.PROVIDER_TRIP_IDS.col());
        Dataset<Row> all = stretches
                .map(changed -> stored.union(changed.select(
                        Pings.PROVIDER_ID.col(),
                        Pings.DEVICE_ID.col(),
                        col(ChangedPings.FIRST_US),
                        col(ChangedPings.LAST_US),
                        lit(false),
                        lit(false),
                        lit(false),
                        lit(false),
                        col(ChangedPings.NAMED_TRIP_IDS))))
                .orElse(stored);
        Column provider = Sessions.PROVIDER_ID.col();
        Column device = Sessions.DEVICE_ID.col();
        return all.repartition(provider, device)
                .sortWithinPartitions(provider, device)
                .mapPartitions(this, Encoders.row(SCHEMA));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new RowsByKey(rows, new Stream());
    }

    private final class Stream implements RowsByKey.Collecting {
        private final List<ChangedTime> changes = new ArrayList<>();
        private final List<StoredSession> sessions = new ArrayList<>();
        private final List<StoredSession> openSessions = new ArrayList<>();

        private Optional<TripLinks> links = noLinks();

        @Override
        public void take(Row row) {
            ChangedTime time = new ChangedTime(row.getLong(2), row.getLong(3));
            if (!row.isNullAt(8)) {
                links.ifPresent(found -> found.add(time, row.getList(8)));
            }
            if (!row.getBoolean(4)) {
                changes.add(time);
                return;
            }
            StoredSession session =
                    new StoredSession(row.getLong(2), row.getLong(3), row.getBoolean(5), row.getBoolean(6));
            sessions.add(session);
            if (row.getBoolean(7)) {
                openSessions.add(session);
            }
        }

        @Override
        public Collection<Row> end(Row last) {
            String providerId = last.getString(0);
            String deviceId = last.getString(1);
            List<Row> found = new ArrayList<>();
            List<ChangedTime> asked =
                    askedLastUs == Long.MAX_VALUE ? List.of() : List.of(new ChangedTime(askedFirstUs, askedLastUs));
            List<AffectedRange> ranges = new AffectedRanges(options.sessionGap())
                    .of(changes, sessions, asked, links.map(TripLinks::links).orElse(List.of()));
            for (AffectedRange range : ranges) {
                found.add(row(
                        providerId,
                        deviceId,
                        range.startUs(),
                        range.endUs(),
                        range.startsInCut(),
                        range.endsInCut(),
                        false));
            }
            for (StoredSession session : openSessions) {
                boolean isComputed = ranges.stream().anyMatch(range -> range.meets(session.startUs(), session.endUs()));
                if (!isComputed && isClosed(providerId, session)) {
                    found.add(row(providerId, deviceId, session.startUs(), session.endUs(), false, false, true));
                }
            }
            changes.clear();
            sessions.clear();
            openSessions.clear();
            links = noLinks();
            return found;
        }

        private Optional<TripLinks> noLinks() {
            return options.tripMaxSilence().map(TripLinks::new);
        }

        /** A provider's trip that closes with a session may have begun on the service date before it. */
        private LocalDate firstDate(long startUs, boolean closes) {
            LocalDate date = options.calendar().serviceDate(startUs);
            return closes && options.hasProviderTrips() ? date.minusDays(1) : date;
        }

        private boolean isClosed(String providerId, StoredSession session) {
            Long watermarkUs = watermarks.get(providerId);
            return watermarkUs != null && watermarkUs > session.endUs() + Watermarks.micros(options.sessionGap());
        }

        private Row row(
                String providerId,
                String deviceId,
                long startUs,
                long endUs,
                boolean startsInCut,
                boolean endsInCut,
                boolean closes) {
            return RowFactory.create(
                    providerId,
                    deviceId,
                    startUs,
                    endUs,
                    startsInCut,
                    endsInCut,
                    closes,
                    (int) firstDate(startUs, closes).toEpochDay(),
                    (int) options.calendar().serviceDate(endUs).toEpochDay());
        }
    }
}
