package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

/**
 * Why a record could not be read as a record of its format.
 *
 * @param message completes "the record ..."; no full stop
 */
public record RecordProblem(Kind kind, String message) {

    /** What is wrong with the record. */
    public enum Kind {
        /** A line, or an element of a feed's list, that is not one JSON object. */
        MALFORMED_JSON,
        /** A CSV record with broken quotes, or with another number of cells than the header. */
        MALFORMED_CSV,
        /** A text record of more than 256 KiB. */
        RECORD_TOO_LONG,
        /** Bytes that are not UTF-8. */
        INVALID_ENCODING,
        /** A line that is not an NMEA sentence, names another checksum, or has a field that can't be read. */
        MALFORMED_NMEA,
        /** An entity of GTFS Realtime without the position of a vehicle, an NMEA sentence of a receiver without a fix, or a vehicle of GBFS at a station. */
        NO_POSITION
    }

    public RecordProblem {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
    }
}
