package io.tripmill.schema;

import static io.tripmill.schema.Field.optional;
import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** What was expected to land, and what had landed when it was last looked for. */
public final class Arrivals {
    public static final Field FEED = required("feed", StringType, "The feed, as the file of expectations calls it.");
    public static final Field PLACE =
            required("place", StringType, "The URI where the files of one hour or day of the feed land.");
    public static final Field SERVICE_DATE =
            required("service_date", DateType, "The day of the hour or day, in the feed's own time zone.");
    public static final Field PERIOD_START = required("period_start", TimestampType, "When the hour or day begins.");
    public static final Field PERIOD_END = required(
            "period_end", TimestampType, "When it ends; an hour that a clock shows twice ends when it has done so.");
    public static final Field DUE_TIME =
            required("due_time", TimestampType, "When its files are due, without the grace.");
    public static final Field STATE = required(
            "state",
            StringType,
            "arrived; expected: not due yet; due: missing, within the grace; late: no file, past the grace; empty: files without a"
                    + " record, past the grace; too_few: fewer files than expected, past the grace.");
    public static final Field FILES = required("files", LongType, "How many files lay there.");
    public static final Field FILE_BYTES = required("file_bytes", LongType, "Their bytes, as stored.");
    public static final Field NEWEST_FILE_TIME =
            optional("newest_file_time", TimestampType, "When the newest of them was stored; null if there was none.");
    public static final Field CHECKED_TIME = required("checked_time", TimestampType, "When they were looked for.");

    public static final Table TABLE = Table.of(
                    "arrivals",
                    Layer.CONTROL,
                    "One hour or day of a feed, and what had landed of it when it was last looked for.",
                    List.of(
                            FEED,
                            PLACE,
                            SERVICE_DATE,
                            PERIOD_START,
                            PERIOD_END,
                            DUE_TIME,
                            STATE,
                            FILES,
                            FILE_BYTES,
                            NEWEST_FILE_TIME,
                            CHECKED_TIME),
                    List.of(FEED, PLACE, SERVICE_DATE))
            .prunedBy(SERVICE_DATE, FEED);

    private Arrivals() {}
}
