package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;

/** Records that were refused, with every reason. */
public final class QuarantinedPings {
    public static final Field SOURCE_FILE = required("source_file", StringType, "URI of the landing file.");
    public static final Field POSITION = required(
            "position",
            LongType,
            "Where the record stands in its file: the line it starts on for text, the row for Parquet, from 1.");
    public static final Field REASONS = required(
            "reasons",
            createArrayType(StringType),
            "Codes of all reasons for the refusal, in the order of the table of reasons.");
    public static final Field MESSAGE = required("message", StringType, "The reasons as one sentence for people.");
    public static final Field RAW = required(
            "raw",
            StringType,
            "The record as it stood in the file; as JSON for Parquet; its beginning if it was too long.");
    public static final Field INGEST_TIME = required(
            "ingest_time",
            TimestampType,
            "When the record arrived, UTC: the mapped column if it could be read, else the modification time of its landing file.");

    public static final Field SERVICE_DATE = required(
            "service_date", DateType, "The service day of ingest_time: a refused record may have no time of its own.");

    public static final Table TABLE = Table.of(
                    "quarantined_pings",
                    Layer.SILVER,
                    "One refused record.",
                    List.of(SOURCE_FILE, POSITION, REASONS, MESSAGE, RAW, INGEST_TIME, SERVICE_DATE),
                    List.of(SOURCE_FILE, POSITION))
            .prunedBy(SERVICE_DATE, SOURCE_FILE, POSITION);

    private QuarantinedPings() {}
}
