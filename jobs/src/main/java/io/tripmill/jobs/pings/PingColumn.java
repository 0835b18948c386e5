package io.tripmill.jobs.pings;

import static java.util.Objects.requireNonNull;

import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandedValue;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How one column of pings is found in a record, and what is held against the record if it can't be.
 *
 * @param sources the fields of the record in which the value is looked for, the first choice first
 * @param whenUnreadable the reason for which a value that is not of the column's kind refuses the record
 * @param whenMissing the reason for which no value refuses the record; null if the record may go without
 */
record PingColumn(
        String name,
        Kind kind,
        List<String> sources,
        RefusalReason whenUnreadable,
        @Nullable RefusalReason whenMissing) implements Serializable {

    /** What the values of a column are. */
    enum Kind {
        TEXT,
        TEXTS,
        /** Texts of which neither order nor number counts. */
        TEXT_SET,
        DOUBLE,
        FLOAT,
        INTEGER,
        LONG,
        TIME
    }

    private static final Map<Field, RefusalReason> WHEN_MISSING = Map.of(
            Pings.PROVIDER_ID, RefusalReason.MISSING_PROVIDER_ID,
            Pings.DEVICE_ID, RefusalReason.MISSING_DEVICE_ID,
            Pings.TIMESTAMP, RefusalReason.MISSING_TIMESTAMP,
            Pings.LAT, RefusalReason.MISSING_LAT,
            Pings.LNG, RefusalReason.MISSING_LNG);

    private static final Map<Field, RefusalReason> WHEN_UNREADABLE = Map.of(
            Pings.PROVIDER_ID, RefusalReason.BAD_ID,
            Pings.DEVICE_ID, RefusalReason.BAD_ID,
            Pings.TIMESTAMP, RefusalReason.BAD_TIMESTAMP,
            Pings.LAT, RefusalReason.BAD_NUMBER,
            Pings.LNG, RefusalReason.BAD_NUMBER);

    PingColumn {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        sources = List.copyOf(sources);
        requireNonNull(whenUnreadable, "whenUnreadable");
    }

    static PingColumn of(Field field, ColumnMapping mapping) {
        return new PingColumn(
                field.name(),
                field.equals(Pings.CANCELLED_TRIP_IDS) ? Kind.TEXT_SET : kindOf(field.type()),
                mapping.sourcesOf(field),
                WHEN_UNREADABLE.getOrDefault(field, RefusalReason.BAD_VALUE),
                WHEN_MISSING.get(field));
    }

    /** Whether no ping can do without the column. */
    static boolean isNeeded(Field field) {
        return WHEN_MISSING.containsKey(field);
    }

    private static Kind kindOf(DataType type) {
        if (type instanceof ArrayType) {
            return Kind.TEXTS;
        }
        Map<DataType, Kind> kinds = Map.of(
                DataTypes.StringType, Kind.TEXT,
                DataTypes.DoubleType, Kind.DOUBLE,
                DataTypes.FloatType, Kind.FLOAT,
                DataTypes.IntegerType, Kind.INTEGER,
                DataTypes.LongType, Kind.LONG,
                DataTypes.TimestampType, Kind.TIME);
        return requireNonNull(kinds.get(type), () -> "no record holds a " + type);
    }

    /** The value in the record; a text of blanks is nothing. */
    LandedValue in(LandedRecord record) {
        for (String source : sources) {
            LandedValue value = record.value(source);
            boolean isBlank =
                    value instanceof LandedValue.Text text && text.text().isBlank();
            if (!isBlank && !value.equals(LandedValue.NOTHING)) {
                return value;
            }
        }
        return LandedValue.NOTHING;
    }
}
