package io.tripmill.quality.plan;

import java.util.Map;

/**
 * SQL that reads texts as values of other types. What does not look like such a value is not tried: a try_cast that fails costs an
 * exception, a hundred times what a look at the text costs.
 */
public final class ReadText {
    /** What Spark leaves out around a value. */
    private static final String BLANKS = "[\\\\x00-\\\\x20\\\\x7F]*";

    private static final String WHOLE = "[+-]?[0-9]+";
    private static final String REAL =
            "[+-]?(nan|inf|infinity|0x[0-9a-f.p+-]+|[0-9]+[.]?[0-9]*(e[+-]?[0-9]+)?|[.][0-9]+(e[+-]?[0-9]+)?)[df]?";
    /**
     * It begins with a year: of a time alone Spark makes a time of the day on which it happens to run.
     */
    private static final String DATED = "[+-]?[0-9]{4,7}(-.*)?";

    private static final Map<String, String> LOOKS = Map.of(
            "boolean", "(t|true|y|yes|1|f|false|n|no|0)",
            "int", WHOLE,
            "long", WHOLE,
            "float", REAL,
            "double", REAL,
            "date", DATED,
            "timestamp", DATED);

    private ReadText() {}

    /**
     * The SQL of the value that a text is; it yields NULL for one that is none.
     *
     * @param text SQL of the text
     * @param type boolean, int, long, float, double, date or timestamp
     */
    public static String as(String type, String text) {
        String look = LOOKS.get(type);
        if (look == null) {
            throw new IllegalArgumentException("texts are not read as " + type);
        }
        return "if(" + text + " rlike '(?is)^" + BLANKS + look + BLANKS + "$', try_cast(" + text + " as " + type
                + "), null)";
    }
}
