package io.tripmill.jobs.pings;

import static java.util.Objects.requireNonNull;

import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandedValue;
import io.tripmill.landing.RecordParser;
import io.tripmill.landing.RecordProblem;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.time.ServiceCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes of each landed record either a ping or a refusal with all of its reasons. */
public final class PingParser implements RecordParser {
    private static final long serialVersionUID = 1L;

    /** The accepted position, with the columns of {@link Pings}; null if the record was refused. */
    public static final String PING = "ping";

    /** The refused record, with the columns of {@link QuarantinedPings}; null if it was accepted. */
    public static final String REFUSAL = "refusal";

    /**
     * An accepted position as it would be quarantined, with the columns of {@link QuarantinedPings} and no reasons; null if the record was
     * refused. Only of a parser that {@linkplain #keepingRecords keeps records}.
     */
    public static final String RECORD = "record";

    private static final StructType SCHEMA =
            new StructType().add(PING, Pings.TABLE.schema()).add(REFUSAL, QuarantinedPings.TABLE.schema());

    private static final List<Field> FIELDS = Pings.TABLE.fields();

    /** The columns that stand in the record; those after them are derived. */
    private static final int READ_COLUMNS = FIELDS.indexOf(Pings.SOURCE_FILE);

    private static final int PROVIDER_ID = FIELDS.indexOf(Pings.PROVIDER_ID);
    private static final int TIMESTAMP = FIELDS.indexOf(Pings.TIMESTAMP);
    private static final int LAT = FIELDS.indexOf(Pings.LAT);
    private static final int LNG = FIELDS.indexOf(Pings.LNG);
    private static final int PUBLICATION_TIME = FIELDS.indexOf(Pings.PUBLICATION_TIME);
    private static final int SOURCE = FIELDS.indexOf(Pings.SOURCE);
    private static final int INGEST_TIME = FIELDS.indexOf(Pings.INGEST_TIME);
    private static final int SOURCE_POSITION = FIELDS.indexOf(Pings.SOURCE_POSITION);
    private static final int SERVICE_DATE = FIELDS.indexOf(Pings.SERVICE_DATE);

    private final ColumnMapping mapping;
    private final ServiceCalendar calendar;
    private final String defaultSource;
    private final @Nullable String providerId;
    private final boolean keepsRecords;
    private final ValueReading values;
    private final Acceptance acceptance;
    private final PingColumn[] columns;

    private PingParser(
            ColumnMapping mapping,
            ServiceCalendar calendar,
            String defaultSource,
            @Nullable String providerId,
            boolean keepsRecords,
            ValueReading values,
            Acceptance acceptance) {
        this.mapping = requireNonNull(mapping, "mapping");
        this.calendar = requireNonNull(calendar, "calendar");
        this.defaultSource = requireNonNull(defaultSource, "defaultSource");
        this.providerId = providerId;
        this.keepsRecords = keepsRecords;
        this.values = values;
        this.acceptance = acceptance;
        this.columns = FIELDS.subList(0, READ_COLUMNS).stream()
                .map(field -> PingColumn.of(field, mapping))
                .toArray(PingColumn[]::new);
    }

    /**
     * A parser without a provider of its own and without a horizon.
     *
     * @param defaultSource the {@code source} of a record that names none
     */
    public static PingParser of(
            ColumnMapping mapping, TimestampReading timestamps, ServiceCalendar calendar, String defaultSource) {
        return new PingParser(
                mapping,
                calendar,
                defaultSource,
                null,
                false,
                new ValueReading(requireNonNull(timestamps, "timestamps")),
                new Acceptance(null));
    }

    /** The same parser with a provider for records that name none. */
    public PingParser withProviderId(String id) {
        return new PingParser(
                mapping, calendar, defaultSource, requireNonNull(id, "id"), keepsRecords, values, acceptance);
    }

    /** The same parser that refuses positions before an instant. */
    public PingParser withHorizon(Instant horizon) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, horizon);
        return new PingParser(
                mapping, calendar, defaultSource, providerId, keepsRecords, values, new Acceptance(micros));
    }

    /** The same parser that gives accepted records with their text too, for what judges them after it. */
    public PingParser keepingRecords() {
        return new PingParser(mapping, calendar, defaultSource, providerId, true, values, acceptance);
    }

    @Override
    public StructType schema() {
        return keepsRecords ? SCHEMA.add(RECORD, QuarantinedPings.TABLE.schema()) : SCHEMA;
    }

    @Override
    public Optional<String> problemWithColumns(List<String> names) {
        return new FileColumns(names).problemWith(mapping, providerId != null);
    }

    @Override
    public Row parse(LandedRecord record) {
        Refusals refusals = new Refusals();
        Object[] ping = new Object[FIELDS.size()];
        long ingestMicros = record.file().modifiedMicros();
        if (record.problem().isPresent()) {
            refuse(record.problem().get(), refusals);
        } else {
            read(record, ping, refusals);
            ingestMicros = judge(record, ping, refusals);
        }
        Row accepted = refusals.isEmpty() ? accepted(record, ping, ingestMicros) : null;
        Row refused = refusals.isEmpty() ? null : refused(record, refusals, ingestMicros);
        if (!keepsRecords) {
            return RowFactory.create(accepted, refused);
        }
        return RowFactory.create(accepted, refused, accepted == null ? null : refused(record, refusals, ingestMicros));
    }

    @Override
    public Optional<LocalDate> acceptedOn(Row row) {
        return row.isNullAt(0) ? Optional.empty() : Optional.of(row.getStruct(0).<LocalDate>getAs(SERVICE_DATE));
    }

    private static void refuse(RecordProblem problem, Refusals refusals) {
        RefusalReason reason =
                switch (problem.kind()) {
                    case MALFORMED_JSON -> RefusalReason.MALFORMED_JSON;
                    case MALFORMED_CSV -> RefusalReason.MALFORMED_CSV;
                    case RECORD_TOO_LONG -> RefusalReason.RECORD_TOO_LONG;
                    case INVALID_ENCODING -> RefusalReason.INVALID_ENCODING;
                    case MALFORMED_NMEA -> RefusalReason.MALFORMED_NMEA;
                    case NO_POSITION -> RefusalReason.NO_POSITION;
                };
        refusals.add(reason, "the record " + problem.message());
    }

    private void read(LandedRecord record, Object[] ping, Refusals refusals) {
        for (int i = 0; i < columns.length; i++) {
            PingColumn column = columns[i];
            LandedValue value = column.in(record);
            if (!value.equals(LandedValue.NOTHING)) {
                ping[i] = values.read(column, value, refusals);
            } else if (i == PROVIDER_ID && providerId != null) {
                ping[i] = providerId;
            } else if (i == SOURCE) {
                ping[i] = defaultSource;
            } else if (i == INGEST_TIME) {
                ping[i] = record.file().modifiedMicros();
            } else if (column.whenMissing() != null) {
                refusals.add(column.whenMissing(), column.name() + " is missing");
            }
        }
    }

    /** Judges what could be read, and says when the record arrived: by its file if it says so itself in an unreadable way. */
    private long judge(LandedRecord record, Object[] ping, Refusals refusals) {
        Long ingestTime = (Long) ping[INGEST_TIME];
        if (ping[TIMESTAMP] instanceof Long timestamp) {
            acceptance.judgeTime(
                    timestamp, ingestTime == null ? OptionalLong.empty() : OptionalLong.of(ingestTime), refusals);
        }
        acceptance.judgePlace((Double) ping[LAT], (Double) ping[LNG], refusals);
        return ingestTime == null ? record.file().modifiedMicros() : ingestTime;
    }

    private Row accepted(LandedRecord record, Object[] ping, long ingestMicros) {
        long timestampMicros = (Long) requireNonNull(ping[TIMESTAMP]);
        ping[TIMESTAMP] = instant(timestampMicros);
        ping[INGEST_TIME] = instant(ingestMicros);
        if (ping[PUBLICATION_TIME] instanceof Long micros) {
            ping[PUBLICATION_TIME] = instant(micros);
        }
        ping[READ_COLUMNS] = record.file().uri();
        ping[SOURCE_POSITION] = record.position();
        ping[SERVICE_DATE] = calendar.serviceDate(timestampMicros);
        return RowFactory.create(ping);
    }

    private Row refused(LandedRecord record, Refusals refusals, long ingestMicros) {
        return RowFactory.create(
                record.file().uri(),
                record.position(),
                refusals.codes(),
                refusals.message(),
                record.raw(),
                instant(ingestMicros),
                calendar.serviceDate(ingestMicros));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
