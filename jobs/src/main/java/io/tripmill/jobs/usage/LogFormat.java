package io.tripmill.jobs.usage;

import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandedValue;
import io.tripmill.landing.LandingFormat;
import java.util.List;

/** How the gateway writes its logs. */
enum LogFormat {
    /** RFC 4180 with a header line. */
    CSV(LandingFormat.CSV),
    /** One JSON object a line. */
    JSON(LandingFormat.JSON),
    /** An export of a DynamoDB table to S3: one JSON object a line, each value below Item, the column's name and its type. */
    DYNAMODB_EXPORT(LandingFormat.JSON);

    /** Of a text, of a number. */
    private static final List<String> TYPES = List.of("S", "N");

    private final LandingFormat files;

    LogFormat(LandingFormat files) {
        this.files = files;
    }

    /** How records stand in the files. */
    LandingFormat files() {
        return files;
    }

    /** The text of a column; empty if it has none. */
    String text(LandedRecord record, String column) {
        if (this != DYNAMODB_EXPORT) {
            return text(record.value(column));
        }
        return TYPES.stream()
                .map(type -> text(record.value("Item." + column + "." + type)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(LandedValue value) {
        if (value instanceof LandedValue.Text text) {
            return text.text().strip();
        }
        return value instanceof LandedValue.Numeral number ? number.digits() : "";
    }
}
