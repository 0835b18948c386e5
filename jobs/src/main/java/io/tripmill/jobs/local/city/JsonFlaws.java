package io.tripmill.jobs.local.city;

import io.tripmill.jobs.pings.RefusalReason;
import java.util.List;

/** What breaks JSON lines, in the order in which a city meets it. */
final class JsonFlaws {
    static final List<Flaw> ALL = List.of(
            Flaw.of("cut off", line -> line.substring(0, line.length() * 2 / 3), RefusalReason.MALFORMED_JSON),
            Flaw.of(
                    "clock not set",
                    line -> with(line, "timestamp", "315964800000"),
                    RefusalReason.TIMESTAMP_BEFORE_2000),
            Flaw.of("clock ahead", line -> with(line, "timestamp", "4102444800000"), RefusalReason.TIMESTAMP_IN_FUTURE),
            Flaw.of("no fix yet", line -> with(with(line, "lat", "0.0"), "lng", "0.0"), RefusalReason.NULL_ISLAND),
            Flaw.of(
                            "log instead",
                            line -> line.substring(0, line.length() - 1) + ",\"log\":\""
                                    + "modem restarted; ".repeat(16_000) + "\"}",
                            RefusalReason.RECORD_TOO_LONG)
                    .rare(),
            Flaw.of(
                            "old encoding",
                            line -> with(line, "vehicle_id", "\"B\u00fccherbus\""),
                            RefusalReason.INVALID_ENCODING)
                    .inLatin1(),
            Flaw.of("no provider", line -> with(line, "provider_id", "null"), RefusalReason.MISSING_PROVIDER_ID),
            Flaw.of("blank device", line -> with(line, "device_id", "\" \""), RefusalReason.MISSING_DEVICE_ID),
            Flaw.of("device is a flag", line -> with(line, "device_id", "true"), RefusalReason.BAD_ID),
            Flaw.of("no timestamp", line -> with(line, "timestamp", "null"), RefusalReason.MISSING_TIMESTAMP),
            Flaw.of("timestamp is a word", line -> with(line, "timestamp", "\"now\""), RefusalReason.BAD_TIMESTAMP),
            Flaw.of("no lat", line -> with(line, "lat", "null"), RefusalReason.MISSING_LAT),
            Flaw.of("no lng", line -> with(line, "lng", "null"), RefusalReason.MISSING_LNG),
            Flaw.of("lat is a word", line -> with(line, "lat", "\"N52\""), RefusalReason.BAD_NUMBER),
            Flaw.of("lng is nan", line -> with(line, "lng", "NaN"), RefusalReason.NOT_FINITE),
            Flaw.of("lat in microdegrees", line -> with(line, "lat", "52520008"), RefusalReason.LAT_OUT_OF_RANGE),
            Flaw.of("lng in microdegrees", line -> with(line, "lng", "13404954"), RefusalReason.LNG_OUT_OF_RANGE),
            Flaw.of("satellites are a word", line -> with(line, "satellites", "\"many\""), RefusalReason.BAD_VALUE),
            Flaw.of(
                    "key twice",
                    line -> "{\"device_id\":\"unknown\"," + line.substring(1),
                    RefusalReason.MALFORMED_JSON),
            Flaw.of("in a list", line -> "[" + line + "]", RefusalReason.MALFORMED_JSON),
            Flaw.of("two in a line", line -> line + line, RefusalReason.MALFORMED_JSON),
            Flaw.of(
                    "nothing in place",
                    line -> with(with(with(line, "lat", "null"), "lng", "-Infinity"), "timestamp", "null"),
                    RefusalReason.MISSING_TIMESTAMP,
                    RefusalReason.MISSING_LAT,
                    RefusalReason.NOT_FINITE));

    private JsonFlaws() {}

    /** The line with another value, as JSON, for a key; no value of ours holds a comma or a brace. */
    private static String with(String line, String key, String value) {
        int start = line.indexOf("\"" + key + "\":") + key.length() + 3;
        int end = start;
        while (line.charAt(end) != ',' && line.charAt(end) != '}') {
            end++;
        }
        return line.substring(0, start) + value + line.substring(end);
    }
}
