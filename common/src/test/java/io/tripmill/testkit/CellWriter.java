package io.tripmill.testkit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one value as the cell that {@link CellReader} reads. */
final class CellWriter {
    private CellWriter() {}

    static String write(@Nullable Object value) {
        return write(value, "|");
    }

    /** Writes a value in a place where none of {@code delimiters} may stand unquoted. */
    private static String write(@Nullable Object value, String delimiters) {
        if (value == null) {
            return "-";
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> write(element, delimiters + ",[]"))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + write(entry.getValue(), delimiters + ",:{}"))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        String text = value.toString();
        return value instanceof String && needsQuotes(text, delimiters) ? quoted(text) : text;
    }

    private static boolean needsQuotes(String text, String delimiters) {
        return text.isEmpty()
                || text.equals("-")
                || text.startsWith("\"")
                || !text.strip().equals(text)
                || text.chars().anyMatch(c -> c < ' ' || delimiters.indexOf(c) >= 0);
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return '"' + escaped + '"';
    }
}
