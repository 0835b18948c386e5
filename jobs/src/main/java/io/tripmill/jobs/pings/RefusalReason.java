package io.tripmill.jobs.pings;

/** Why a record is refused. A record is told all of its reasons, in this order. */
public enum RefusalReason {
    MALFORMED_JSON("The line, or what the list of a feed holds, is not one JSON object, or has a key twice."),
    MALFORMED_CSV("The CSV record has broken quotes, or another number of cells than the header."),
    RECORD_TOO_LONG("The record is longer than 256 KiB."),
    INVALID_ENCODING("The record is not UTF-8 throughout."),
    MALFORMED_NMEA("The line is not an NMEA sentence with its checksum, or has a field that can't be read."),
    NO_POSITION(
            "The GTFS Realtime entity has no vehicle position, the NMEA sentence is of a receiver without a fix, or the vehicle of"
                    + " GBFS stands at a station and has no place of its own."),
    MISSING_PROVIDER_ID("provider_id is missing or blank, and --provider-id is not given."),
    MISSING_DEVICE_ID("device_id is missing or blank."),
    BAD_ID("provider_id or device_id is neither a text nor a number."),
    MISSING_TIMESTAMP("timestamp is missing."),
    BAD_TIMESTAMP("timestamp can't be read as a time in the unit of --timestamp-unit."),
    TIMESTAMP_BEFORE_2000("timestamp is before 2000-01-01T00:00:00Z."),
    TIMESTAMP_IN_FUTURE("timestamp is more than 5 minutes after ingest_time."),
    BEFORE_HORIZON("timestamp is before the horizon of the lake."),
    MISSING_LAT("lat is missing."),
    MISSING_LNG("lng is missing."),
    BAD_NUMBER("lat or lng is not a number."),
    NOT_FINITE("A number is NaN or infinite."),
    LAT_OUT_OF_RANGE("lat is outside -90 to 90."),
    LNG_OUT_OF_RANGE("lng is outside -180 to 180."),
    NULL_ISLAND("lat and lng are both exactly 0, which devices send when they don't know where they are."),
    BAD_VALUE("An optional column can't be read as its type."),
    RULE_BROKEN(
            "The record breaks a rule of a --ruleset with --on-failure quarantine; the message names all that it breaks.");

    private final String sentence;

    RefusalReason(String sentence) {
        this.sentence = sentence;
    }

    /** As it stands in {@code quarantined_pings.reasons}. */
    public String code() {
        return name();
    }

    /** What the reason means, for tables of documentation. */
    public String sentence() {
        return sentence;
    }
}
