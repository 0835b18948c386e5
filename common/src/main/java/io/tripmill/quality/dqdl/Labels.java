package io.tripmill.quality.dqdl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values that a rule carries into its results, in the order in which they are written. */
public record Labels(Map<String, String> values) {
    /** No labels. */
    public static final Labels NONE = new Labels(Map.of());

    public Labels {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These labels over the defaults: a name that both have keeps the value of these. */
    public Labels over(Labels defaults) {
        Map<String, String> both = new LinkedHashMap<>(defaults.values);
        both.putAll(values);
        return new Labels(both);
    }

    /** The list as it is written in DQDL. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> Quotation.of(label.getKey()) + "=" + Quotation.of(label.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
