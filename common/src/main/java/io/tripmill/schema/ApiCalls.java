package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** Calls of the gateway, each once however often it was logged. No API key is stored, and no path: it might hold one. */
public final class ApiCalls {
    public static final Field SERVICE_DATE = required("service_date", DateType, "The service day of the call.");
    public static final Field CALL_ID = required(
            "call_id",
            StringType,
            "128 bits of a SHA-256 of key, time and request id; where the log has no request id, of path, status and bytes instead.");
    public static final Field KEY_ID =
            required("key_id", StringType, "The first 128 bits of the API key's SHA-256, hex.");
    public static final Field KEY_END =
            optional("key_end", StringType, "The last 4 characters of the API key; null if it has fewer than 16.");
    public static final Field PRODUCT =
            required("product", StringType, "What the path names by --product-pattern; other if it names none.");
    public static final Field TIME = required("time", TimestampType, "When the call was made, UTC.");
    public static final Field STATUS =
            required("status", IntegerType, "HTTP status; a call with 500 or more is not billed.");
    public static final Field BYTES = required("bytes", LongType, "Bytes of the answer; 0 where the log has none.");

    public static final Table TABLE = Table.of(
                    "api_calls",
                    Layer.SILVER,
                    "One call of the gateway.",
                    List.of(SERVICE_DATE, CALL_ID, KEY_ID, KEY_END, PRODUCT, TIME, STATUS, BYTES),
                    List.of(SERVICE_DATE, CALL_ID))
            .prunedBy(SERVICE_DATE, KEY_ID, TIME);

    private ApiCalls() {}
}
