package io.tripmill.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one line, from left to right. */
final class CellReader {
    private static final Map<DataType, Function<String, Object>> SCALARS = Map.of(
            DataTypes.StringType, text -> text,
            DataTypes.IntegerType, Integer::valueOf,
            DataTypes.LongType, Long::valueOf,
            DataTypes.FloatType, Float::valueOf,
            DataTypes.DoubleType, Double::valueOf,
            DataTypes.BooleanType, CellReader::truth,
            DataTypes.DateType, LocalDate::parse,
            DataTypes.TimestampType, Instant::parse);

    private final String line;
    private int at;

    CellReader(String line) {
        this.line = line;
    }

    /** Whether all of the line has been read. */
    boolean isAtEnd() {
        skipBlanks();
        return at == line.length();
    }

    /** Reads the next cell and the bar after it, if there is one. */
    @Nullable
    Object cell(DataType type) {
        Object value = value(type, "|");
        skipBlanks();
        if (at < line.length() && line.charAt(at++) != '|') {
            throw new IllegalArgumentException("the cell goes on after its value: " + line.substring(at - 1));
        }
        return value;
    }

    private @Nullable Object value(DataType type, String delimiters) {
        skipBlanks();
        if (type instanceof ArrayType array && startsWith('[')) {
            return array(array.elementType());
        }
        if (startsWith('"')) {
            return typed(type, quoted());
        }
        String text = bare(delimiters);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty cell; write - for null, \"\" for an empty string");
        }
        return text.equals("-") ? null : typed(type, text);
    }

    private List<@Nullable Object> array(DataType elementType) {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        skipBlanks();
        while (!startsWith(']')) {
            elements.add(value(elementType, "|,[]"));
            skipBlanks();
            if (startsWith(',')) {
                at++;
            } else if (!startsWith(']')) {
                throw new IllegalArgumentException("an array without its ]");
            }
        }
        at++;
        return Collections.unmodifiableList(elements);
    }

    private String bare(String delimiters) {
        int start = at;
        while (at < line.length() && delimiters.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(start, at).strip();
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            text.append(c == '\\' && at + 1 < line.length() ? unescaped(line.charAt(++at)) : c);
        }
        throw new IllegalArgumentException("a quoted text without its end");
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private static Object typed(DataType type, String text) {
        Function<String, Object> scalar = SCALARS.get(type);
        if (scalar == null) {
            throw new IllegalArgumentException("a text table can't hold a value of type " + type.simpleString());
        }
        try {
            return scalar.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a value of type " + type.simpleString(), e);
        }
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private boolean startsWith(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }
}
