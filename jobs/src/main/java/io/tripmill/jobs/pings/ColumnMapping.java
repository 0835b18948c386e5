package io.tripmill.jobs.pings;

import static io.tripmill.schema.Pings.ALTITUDE;
import static io.tripmill.schema.Pings.HEADING;
import static io.tripmill.schema.Pings.HORIZONTAL_ACCURACY;
import static io.tripmill.schema.Pings.LAT;
import static io.tripmill.schema.Pings.LNG;
import static io.tripmill.schema.Pings.SATELLITES;
import static io.tripmill.schema.Pings.SERVICE_DATE;
import static io.tripmill.schema.Pings.SOURCE_FILE;
import static io.tripmill.schema.Pings.SOURCE_POSITION;
import static io.tripmill.schema.Pings.SPEED;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From which field of a record each column of pings is read. A column that is not mapped is read from the field of its own name;
 * where that is missing or null, the columns of an MDS location are read from the nested {@code location}.
 */
public final class ColumnMapping implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Every column is read from the field of its own name. */
    public static final ColumnMapping BY_NAME = new ColumnMapping(Map.of());

    private static final Set<Field> DERIVED = Set.of(SERVICE_DATE, SOURCE_FILE, SOURCE_POSITION);
    private static final Set<Field> IN_MDS_LOCATION =
            Set.of(LAT, LNG, ALTITUDE, HEADING, SPEED, HORIZONTAL_ACCURACY, SATELLITES);

    /** Path in the record by name of the column. */
    private final Map<String, String> sourceByColumn;

    private ColumnMapping(Map<String, String> sourceByColumn) {
        this.sourceByColumn = new LinkedHashMap<>(sourceByColumn);
    }

    /** A text that is not a column mapping, with everything that is wrong about it. */
    public static final class InvalidMapping extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final List<String> problems;

        InvalidMapping(List<String> problems) {
            super("not a column mapping: " + String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        /** Each problem with its remedy, in the order of the text; never empty. */
        public List<String> problems() {
            return problems;
        }
    }

    /**
     * Reads {@code device_id=id,timestamp=ts,lat=location.lat}: column of pings = field of the record, dots for nested fields. A
     * blank text maps nothing.
     *
     * @throws InvalidMapping with all problems; its message completes "'...' is"
     */
    public static ColumnMapping parse(String text) {
        if (text.isBlank()) {
            return BY_NAME;
        }
        Map<String, String> sources = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String column = (equals < 0 ? pair : pair.substring(0, equals)).strip();
            String source = equals < 0 ? "" : pair.substring(equals + 1).strip();
            problemWith(pair, column, source)
                    .or(() -> sources.putIfAbsent(column, source) == null
                            ? Optional.empty()
                            : Optional.of("'" + column + "' is mapped twice: keep one of them"))
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidMapping(problems);
        }
        return new ColumnMapping(sources);
    }

    private static Optional<String> problemWith(String pair, String column, String source) {
        if (pair.isBlank()) {
            return Optional.of("nothing stands between two commas, or at an end: remove the comma");
        }
        if (pair.indexOf('=') < 0) {
            return Optional.of("'" + column + "' has no '=': type column=field, such as lng=lon");
        }
        if (DERIVED.stream().anyMatch(field -> field.name().equals(column))) {
            return Optional.of("'" + column + "' is derived and can't be mapped: leave it out");
        }
        if (mappable().stream().noneMatch(column::equals)) {
            return Optional.of("'" + column + "' is not a column of " + Pings.TABLE + ": use one of "
                    + String.join(", ", mappable()));
        }
        if (source.isEmpty()) {
            return Optional.of(
                    "'" + column + "' is mapped to nothing: name the field of the record after '=', or leave it out");
        }
        return Optional.empty();
    }

    private static List<String> mappable() {
        return Pings.TABLE.fields().stream()
                .filter(field -> !DERIVED.contains(field))
                .map(Field::name)
                .toList();
    }

    /** The fields of a record in which the value of a column is looked for; the first that holds something counts. */
    List<String> sourcesOf(Field column) {
        String mapped = sourceByColumn.get(column.name());
        if (mapped != null) {
            return List.of(mapped);
        }
        return IN_MDS_LOCATION.contains(column)
                ? List.of(column.name(), "location." + column.name())
                : List.of(column.name());
    }

    /** Whether the caller said where the column is to be read from. */
    boolean maps(Field column) {
        return sourceByColumn.containsKey(column.name());
    }

    /** The mapping as one types it. */
    @Override
    public String toString() {
        return sourceByColumn.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnMapping that && sourceByColumn.equals(that.sourceByColumn);
    }

    @Override
    public int hashCode() {
        return sourceByColumn.hashCode();
    }
}
