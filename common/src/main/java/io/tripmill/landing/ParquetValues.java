package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Parquet's types as landed values. */
final class ParquetValues {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** The Julian day number of 1970-01-01, from which INT96 counts. */
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588L;

    private ParquetValues() {}

    /** The columns of a file, dotted where nested; a list or a map is one column. */
    static List<String> columns(GroupType schema) {
        List<String> columns = new ArrayList<>();
        addColumns("", schema, columns);
        return columns;
    }

    private static void addColumns(String prefix, GroupType group, List<String> columns) {
        for (Type field : group.getFields()) {
            if (isStruct(field)) {
                addColumns(prefix + field.getName() + ".", field.asGroupType(), columns);
            } else {
                columns.add(prefix + field.getName());
            }
        }
    }

    private static boolean isStruct(Type field) {
        LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
        return !field.isPrimitive()
                && !field.isRepetition(Type.Repetition.REPEATED)
                && !(meaning instanceof ListLogicalTypeAnnotation)
                && !(meaning instanceof MapLogicalTypeAnnotation);
    }

    /** The field of exactly this name if there is one, else the one that the path leads to by its dots. */
    static LandedValue at(Group group, String path) {
        GroupType type = group.getType();
        if (type.containsField(path)) {
            return field(group, type.getFieldIndex(path));
        }
        int dot = path.indexOf('.');
        if (dot > 0 && type.containsField(path.substring(0, dot))) {
            int index = type.getFieldIndex(path.substring(0, dot));
            if (isStruct(type.getType(index)) && group.getFieldRepetitionCount(index) == 1) {
                return at(group.getGroup(index, 0), path.substring(dot + 1));
            }
        }
        return LandedValue.NOTHING;
    }

    /** All fields of a group, in the order of the schema. */
    static LandedValue.Nested nested(Group group) {
        Map<String, LandedValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < group.getType().getFieldCount(); i++) {
            fields.put(group.getType().getFieldName(i), field(group, i));
        }
        return new LandedValue.Nested(fields);
    }

    private static LandedValue field(Group group, int index) {
        Type type = group.getType().getType(index);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            List<LandedValue> items = new ArrayList<>();
            for (int i = 0; i < group.getFieldRepetitionCount(index); i++) {
                items.add(single(group, index, i, type));
            }
            return new LandedValue.Items(items);
        }
        return group.getFieldRepetitionCount(index) == 0 ? LandedValue.NOTHING : single(group, index, 0, type);
    }

    private static LandedValue single(Group group, int index, int at, Type type) {
        if (type.isPrimitive()) {
            return primitive(group, index, at, type.asPrimitiveType());
        }
        Group inner = group.getGroup(index, at);
        return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation ? list(inner) : nested(inner);
    }

    /** A list of three levels (list.element), or of two as older writers have it. */
    private static LandedValue list(Group list) {
        GroupType type = list.getType();
        if (type.getFieldCount() != 1) {
            return nested(list);
        }
        Type repeated = type.getType(0);
        boolean wrapsElement = !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array")
                && !repeated.getName().endsWith("_tuple");
        List<LandedValue> items = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            items.add(wrapsElement ? field(list.getGroup(0, i), 0) : single(list, 0, i, repeated));
        }
        return new LandedValue.Items(items);
    }

    private static LandedValue primitive(Group group, int index, int at, PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new LandedValue.Flag(group.getBoolean(index, at));
            // Widened, as Spark does: the nearest double of a float's shortest digits is another place.
            case FLOAT -> new LandedValue.Numeral(Double.toString(group.getFloat(index, at)));
            case DOUBLE -> new LandedValue.Numeral(Double.toString(group.getDouble(index, at)));
            case INT32 -> whole(group.getInteger(index, at), true, meaning);
            case INT64 -> whole(group.getLong(index, at), false, meaning);
            case INT96 -> julian(group.getInt96(index, at).getBytes());
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                bytes(group.getBinary(index, at).getBytes(), meaning);
        };
    }

    private static LandedValue whole(long value, boolean is32Bits, LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            return timestamp(value, timestamp);
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return new LandedValue.Text(LocalDate.ofEpochDay(value).toString());
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new LandedValue.Numeral(
                    BigDecimal.valueOf(value, decimal.getScale()).toString());
        }
        if (meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            return new LandedValue.Numeral(
                    is32Bits ? Long.toString(value & 0xFFFF_FFFFL) : Long.toUnsignedString(value));
        }
        return new LandedValue.Numeral(Long.toString(value));
    }

    /** A timestamp without zone stays a text without zone: what it means depends on where it was written. */
    private static LandedValue timestamp(long value, TimestampLogicalTypeAnnotation type) {
        long micros = micros(value, type.getUnit());
        if (type.isAdjustedToUTC()) {
            return new LandedValue.Moment(micros);
        }
        Instant local = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return new LandedValue.Text(
                LocalDateTime.ofInstant(local, ZoneOffset.UTC).toString());
    }

    private static long micros(long value, TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> saturated(BigInteger.valueOf(value).multiply(BigInteger.valueOf(1_000)));
            case MICROS -> value;
            case NANOS -> Math.floorDiv(value, 1_000L);
        };
    }

    /** INT96: nanoseconds of the day in eight bytes, then the Julian day in four, little end first. */
    private static LandedValue julian(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long microsOfDay = Math.floorDiv(buffer.getLong(), 1_000L);
        long epochDay = buffer.getInt() - JULIAN_DAY_OF_EPOCH;
        return new LandedValue.Moment(saturated(BigInteger.valueOf(epochDay)
                .multiply(BigInteger.valueOf(MICROS_PER_DAY))
                .add(BigInteger.valueOf(microsOfDay))));
    }

    private static long saturated(BigInteger micros) {
        if (micros.bitLength() < Long.SIZE) {
            return micros.longValueExact();
        }
        return micros.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static LandedValue bytes(byte[] bytes, LogicalTypeAnnotation meaning) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal && bytes.length > 0) {
            return new LandedValue.Numeral(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toString());
        }
        if (meaning instanceof UUIDLogicalTypeAnnotation && bytes.length == 16) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new LandedValue.Text(new UUID(buffer.getLong(), buffer.getLong()).toString());
        }
        try {
            return new LandedValue.Text(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new LandedValue.Bytes(HexFormat.of().formatHex(bytes));
        }
    }
}
