package io.tripmill.jobs.usage;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the columns of the logs are called.
 *
 * @param given the log's name by ours, where they differ
 */
record LogColumns(Map<String, String> given) implements Serializable {
    static final String API_KEY = "api_key";
    static final String PATH = "path";
    static final String STATUS = "status";
    static final String TIME = "time";
    static final String BYTES = "bytes";
    static final String REQUEST_ID = "request_id";

    private static final List<String> NEEDED = List.of(API_KEY, PATH, STATUS, TIME);
    private static final List<String> ALL = List.of(API_KEY, PATH, STATUS, TIME, BYTES, REQUEST_ID);

    static final LogColumns OURS = new LogColumns(Map.of());

    LogColumns {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** @throws IllegalArgumentException with what the text is, if it is no list of pairs */
    static LogColumns parse(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length < 2 || !ALL.contains(sides[0].strip()) || sides[1].isBlank()) {
                throw new IllegalArgumentException("no list of NAME=COLUMN; the names are " + String.join(", ", ALL));
            }
            if (given.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new IllegalArgumentException("ambiguous: it gives " + sides[0].strip() + " twice");
            }
        }
        return new LogColumns(given);
    }

    /** The log's name of one of our columns. */
    String nameOf(String column) {
        return given.getOrDefault(column, column);
    }

    /** What is missing in a file with these columns. */
    Optional<String> problemWith(List<String> columns) {
        String missing = NEEDED.stream()
                .map(this::nameOf)
                .filter(name -> !columns.contains(name))
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("The log has no column " + missing + "; name its columns with --log-columns.");
    }

    @Override
    public String toString() {
        return given.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(","));
    }
}
