package io.tripmill.landing;

/** How records stand in a landing file. */
public enum LandingFormat {
    /** One JSON object a line. */
    JSON,
    /** What Kinesis records carry, one after the other: JSON objects on lines, those of KPL aggregates taken apart. */
    KINESIS_JSON,
    /** RFC 4180 with a header line and commas. */
    CSV,
    /** Parquet; one record is one row. */
    PARQUET,
    /** GTFS Realtime: one protobuf FeedMessage a file; one record is one entity. */
    GTFS_RT,
    /** GPX; one record is one track point. */
    GPX,
    /** NMEA 0183; one record is one RMC or GGA sentence. */
    NMEA,
    /** MDS, any version: objects of telemetry, events or trips, or responses that list them; one record is one position. */
    MDS,
    /** GBFS: one vehicle_status or free_bike_status a file; one record is one vehicle. */
    GBFS
}
