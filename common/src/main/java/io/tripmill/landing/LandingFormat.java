package io.tripmill.landing;

/** How records stand in a landing file. */
public enum LandingFormat {
    /** One JSON object a line. */
    JSON,
    /** RFC 4180 with a header line and commas. */
    CSV,
    /** Parquet; one record is one row. */
    PARQUET,
    /** GTFS Realtime: one protobuf FeedMessage a file; one record is one entity. */
    GTFS_RT,
    /** GPX; one record is one track point. */
    GPX,
    /** NMEA 0183; one record is one RMC or GGA sentence. */
    NMEA
}
