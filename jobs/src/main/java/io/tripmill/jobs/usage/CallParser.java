package io.tripmill.jobs.usage;

import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.ApiCalls;
import io.tripmill.time.ServiceCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a call of a line of the log. The API key and the path end here.
 *
 * @param product finds the product in the path, as its first group
 */
record CallParser(LogFormat format, LogColumns columns, Pattern product, ServiceCalendar calendar)
        implements RecordParser {
    /** String: why the record is no call; null if it is one. */
    static final String REFUSAL = "refusal";

    static final String OTHER_PRODUCT = "other";

    @Override
    public StructType schema() {
        return ApiCalls.TABLE.schema().add(REFUSAL, DataTypes.StringType);
    }

    @Override
    public Optional<String> problemWithColumns(List<String> present) {
        return columns.problemWith(present);
    }

    @Override
    public Row parse(LandedRecord record) {
        if (record.problem().isPresent()) {
            return refused("the record can't be read");
        }
        String key = text(record, LogColumns.API_KEY);
        String path = text(record, LogColumns.PATH);
        Optional<Instant> time = CallTime.of(text(record, LogColumns.TIME));
        String status = text(record, LogColumns.STATUS);
        String bytes = text(record, LogColumns.BYTES);
        // None of these texts is repeated: columns may be mixed up, and one of them is the key.
        if (key.isEmpty() || path.isEmpty()) {
            return refused("api_key or path is missing");
        }
        if (time.isEmpty()) {
            return refused("time is no instant");
        }
        if (!status.matches("[1-5][0-9]{2}")) {
            return refused("status is no HTTP status");
        }
        if (!bytes.matches("[0-9]{0,18}")) {
            return refused("bytes is no number of bytes");
        }
        return call(
                new ApiKey(key),
                path,
                time.get(),
                Integer.parseInt(status),
                bytes.isEmpty() ? 0 : Long.parseLong(bytes),
                text(record, LogColumns.REQUEST_ID));
    }

    @Override
    public Optional<LocalDate> acceptedOn(Row row) {
        return row.isNullAt(0) ? Optional.empty() : Optional.of(row.<LocalDate>getAs(0));
    }

    private Row call(ApiKey key, String path, Instant time, int status, long bytes, String requestId) {
        String callId = requestId.isEmpty()
                ? ApiKey.digest(
                        "call", key.text(), time.toString(), path, Integer.toString(status), Long.toString(bytes))
                : ApiKey.digest("request", key.text(), time.toString(), requestId);
        return RowFactory.create(
                calendar.serviceDate(ChronoUnit.MICROS.between(Instant.EPOCH, time)),
                callId,
                key.id(),
                key.end().orElse(null),
                productOf(path, key),
                time,
                status,
                bytes,
                null);
    }

    private String productOf(String path, ApiKey key) {
        Matcher matcher = product.matcher(path);
        boolean isNamed =
                matcher.find() && matcher.group(1) != null && !matcher.group(1).isEmpty();
        // A gateway may be asked with the key in the path.
        return isNamed && !matcher.group(1).contains(key.text()) ? matcher.group(1) : OTHER_PRODUCT;
    }

    private String text(LandedRecord record, String column) {
        return format.text(record, columns.nameOf(column));
    }

    private static Row refused(String reason) {
        Object[] values = new Object[ApiCalls.TABLE.fields().size() + 1];
        values[values.length - 1] = reason;
        return RowFactory.create(values);
    }
}
