package io.tripmill.jobs.quality;

import io.tripmill.job.Param;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Other rows that rules compare with, under names of their own.
 *
 * @param places by name: a table of the lake, or the URI of a folder with a Delta table or Parquet files
 */
public record References(Map<String, String> places) {
    public static final References NONE = new References(Map.of());

    /** Which of them a command or a job is given. */
    public static final Param<References> REFERENCE = Param.of(
                    "reference",
                    "Other rows that the rules name, besides the tables of the lake: a name, and a table or the URI of a folder"
                            + " with a Delta table or Parquet files.",
                    "NAME=URI[,...]",
                    References::parse,
                    References::toString)
            .orElse(NONE);

    /** Its query would mean these rows and not those that are checked. */
    private static final String TAKEN = "primary";

    public References {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    private static References parse(String text) {
        Map<String, String> places = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int sign = pair.indexOf('=');
            String name = sign < 0 ? "" : pair.substring(0, sign).strip();
            String place = pair.substring(sign + 1).strip();
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || place.isEmpty()) {
                throw new IllegalArgumentException("no list of NAME=URI; a name is letters, digits and underscores");
            }
            if (name.equalsIgnoreCase(TAKEN)) {
                throw new IllegalArgumentException("taken: primary is what is checked");
            }
            if (places.put(name, place) != null) {
                throw new IllegalArgumentException("ambiguous: it gives " + name + " twice");
            }
        }
        return new References(places);
    }

    @Override
    public String toString() {
        return places.entrySet().stream()
                .map(place -> place.getKey() + "=" + place.getValue())
                .collect(Collectors.joining(","));
    }
}
