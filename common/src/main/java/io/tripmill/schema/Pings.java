package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;

/** Accepted positions. The names are those of MDS 2.0 telemetry, flattened, plus what GTFS Realtime adds. */
public final class Pings {
    public static final Field PROVIDER_ID = required("provider_id", StringType, "Who sent the position.");
    public static final Field DEVICE_ID =
            required("device_id", StringType, "The device that was there, unique within its provider.");
    public static final Field TIMESTAMP = required("timestamp", TimestampType, "When the device was there, UTC.");
    public static final Field LAT = required("lat", DoubleType, "Latitude, degrees, WGS84.");
    public static final Field LNG = required("lng", DoubleType, "Longitude, degrees, WGS84.");
    public static final Field TELEMETRY_ID =
            optional("telemetry_id", StringType, "The provider's own id of the record.");
    public static final Field VEHICLE_ID = optional("vehicle_id", StringType, "The vehicle that carries the device.");
    public static final Field VEHICLE_TYPE =
            optional("vehicle_type", StringType, "MDS vehicle type, such as bus or scooter_standing.");
    public static final Field MODE = optional("mode", StringType, "MDS mode, or the mode of travel.");
    public static final Field ALTITUDE = optional("altitude", DoubleType, "Metres above mean sea level.");
    public static final Field HEADING = optional("heading", DoubleType, "Degrees clockwise from true north.");
    public static final Field SPEED = optional("speed", FloatType, "Metres a second, as measured by the device.");
    public static final Field HORIZONTAL_ACCURACY =
            optional("horizontal_accuracy", FloatType, "Metres; smaller is better.");
    public static final Field SATELLITES = optional("satellites", IntegerType, "Satellites in view.");
    public static final Field BATTERY_PERCENT = optional("battery_percent", IntegerType, "Charge, 0 to 100.");
    public static final Field FUEL_PERCENT = optional("fuel_percent", IntegerType, "Fuel, 0 to 100.");
    public static final Field TRIP_IDS = optional(
            "trip_ids",
            createArrayType(StringType),
            "The provider's trips that the position belongs to; null if none.");
    public static final Field CANCELLED_TRIP_IDS = optional(
            "cancelled_trip_ids",
            createArrayType(StringType),
            "The provider's trips that a record of this device and instant cancels, whichever of the copies says so; sorted, null if none.");
    public static final Field JOURNEY_ID = optional("journey_id", StringType, "The provider's journey.");
    public static final Field STOP_ID =
            optional("stop_id", StringType, "The MDS or GTFS station the vehicle is at; not a stay of ours.");
    public static final Field VEHICLE_STATE =
            optional("vehicle_state", StringType, "MDS vehicle state, such as on_trip or available.");
    public static final Field ODOMETER = optional("odometer", DoubleType, "Metres driven, as GTFS Realtime has it.");
    public static final Field OCCUPANCY_STATUS =
            optional("occupancy_status", StringType, "GTFS Realtime occupancy status.");
    public static final Field ROUTE_ID = optional("route_id", StringType, "GTFS route.");
    public static final Field GTFS_TRIP_ID = optional("gtfs_trip_id", StringType, "GTFS trip.");
    public static final Field PUBLICATION_TIME =
            optional("publication_time", TimestampType, "When the provider published the record, UTC.");
    public static final Field SOURCE = required(
            "source", StringType, "The kind of feed, such as mds or gtfs_rt; the landing format if none is named.");
    public static final Field SOURCE_SEQ = optional(
            "source_seq",
            LongType,
            "The record's own sequence number; orders positions of one instant; null if unmapped.");
    public static final Field INGEST_TIME = required(
            "ingest_time",
            TimestampType,
            "When the record arrived, UTC: the mapped column, else the modification time of its landing file.");
    public static final Field SOURCE_FILE = required("source_file", StringType, "URI of the landing file.");
    public static final Field SOURCE_POSITION = required(
            "source_position",
            LongType,
            "Where the record stands in its file: the line it starts on for text, the row for Parquet, from 1.");
    public static final Field SERVICE_DATE = required(
            "service_date", DateType, "The service day of the timestamp, in the lake's zone and with its cut-over.");

    public static final Table TABLE = Table.of(
                    "pings",
                    Layer.SILVER,
                    "One accepted position: a device of a provider at an instant.",
                    List.of(
                            PROVIDER_ID,
                            DEVICE_ID,
                            TIMESTAMP,
                            LAT,
                            LNG,
                            TELEMETRY_ID,
                            VEHICLE_ID,
                            VEHICLE_TYPE,
                            MODE,
                            ALTITUDE,
                            HEADING,
                            SPEED,
                            HORIZONTAL_ACCURACY,
                            SATELLITES,
                            BATTERY_PERCENT,
                            FUEL_PERCENT,
                            TRIP_IDS,
                            CANCELLED_TRIP_IDS,
                            JOURNEY_ID,
                            STOP_ID,
                            VEHICLE_STATE,
                            ODOMETER,
                            OCCUPANCY_STATUS,
                            ROUTE_ID,
                            GTFS_TRIP_ID,
                            PUBLICATION_TIME,
                            SOURCE,
                            SOURCE_SEQ,
                            INGEST_TIME,
                            SOURCE_FILE,
                            SOURCE_POSITION,
                            SERVICE_DATE),
                    List.of(PROVIDER_ID, DEVICE_ID, TIMESTAMP, SOURCE_SEQ, LAT, LNG))
            .prunedBy(SERVICE_DATE, PROVIDER_ID, DEVICE_ID, TIMESTAMP)
            .inFilesOf(200_000)
            .withChangeFeed();

    private Pings() {}
}
