package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What was delivered to consumers: the newest issue of each product and service date. */
public final class Deliveries {
    public static final Field CONSUMER = required("consumer", StringType, "Who was given it.");
    public static final Field PRODUCT =
            required("product", StringType, "What was given: od_flows, hourly_trips or trips.");
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day that it is about.");
    public static final Field ISSUE =
            required("issue", LongType, "1, and one more whenever the delivery was made again with other bytes.");
    public static final Field CONTRACT_VERSION =
            required("contract_version", LongType, "The version of the contract that it was made by.");
    public static final Field TERMS = required(
            "terms",
            StringType,
            "How finely it tells, and from how many on; the same for all of one date that a consumer is given.");
    public static final Field FILE = required("file", StringType, "The URI of the delivered file.");
    public static final Field FILE_ROWS =
            required("file_rows", LongType, "Rows of the file, those with hidden counts included.");
    public static final Field FILE_BYTES = required("file_bytes", LongType, "Bytes of the file.");
    public static final Field SHA256 = required("sha256", StringType, "SHA-256 of the file's bytes, hexadecimal.");
    public static final Field SOURCE_VERSION = required(
            "source_version",
            LongType,
            "The version of the table that it was made of: trips for the product of trips, else od_flows.");

    public static final Table TABLE = Table.of(
                    "deliveries",
                    Layer.CONTROL,
                    "One product of one service date for one consumer, as it was delivered last.",
                    List.of(
                            CONSUMER,
                            PRODUCT,
                            SERVICE_DATE,
                            ISSUE,
                            CONTRACT_VERSION,
                            TERMS,
                            FILE,
                            FILE_ROWS,
                            FILE_BYTES,
                            SHA256,
                            SOURCE_VERSION),
                    List.of(CONSUMER, PRODUCT, SERVICE_DATE))
            .prunedBy(SERVICE_DATE, CONSUMER, PRODUCT);

    private Deliveries() {}
}
