package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What a consumer's key used in a month, from {@link ApiCalls}. */
public final class UsageStatements {
    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The first day of the month; service days make months.");
    public static final Field KEY_ID = required("key_id", StringType, "As in api_calls.");
    public static final Field KEY_END = optional("key_end", StringType, "As in api_calls.");
    public static final Field PRODUCT = required("product", StringType, "As in api_calls.");
    public static final Field CALLS = required("calls", LongType, "All calls.");
    public static final Field BILLABLE_CALLS =
            required("billable_calls", LongType, "Calls that were answered with a status below 500.");
    public static final Field BILLABLE_BYTES =
            required("billable_bytes", LongType, "Bytes of the answers to billable calls.");

    public static final Table TABLE = Table.of(
                    "usage_statements",
                    Layer.GOLD,
                    "The calls of one API key to one product in one month.",
                    List.of(SERVICE_DATE, KEY_ID, KEY_END, PRODUCT, CALLS, BILLABLE_CALLS, BILLABLE_BYTES),
                    List.of(SERVICE_DATE, KEY_ID, PRODUCT))
            .prunedBy(SERVICE_DATE, KEY_ID);

    private UsageStatements() {}
}
