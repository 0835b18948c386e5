package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.tripmill.job.Device;
import io.tripmill.job.Upkeep;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Which rows of a table an erasure is about. */
record Erasure(Upkeep.Erase what) {
    private static final String PROVIDER = "provider_id";
    private static final String DEVICE = "device_id";
    /** A regular expression that finds the device's id where it stands by itself: not as a part of a longer word or number. */
    private static final String PATTERN = "pattern";

    /** The devices' rows. */
    static final StructType SCHEMA = new StructType()
            .add(PROVIDER, DataTypes.StringType)
            .add(DEVICE, DataTypes.StringType)
            .add(PATTERN, DataTypes.StringType);

    static Row row(Device device) {
        return RowFactory.create(
                device.providerId(),
                device.deviceId(),
                "(?<![A-Za-z0-9])" + Pattern.quote(device.deviceId()) + "(?![A-Za-z0-9])");
    }

    /** The rows that are meant. */
    Dataset<Row> of(Dataset<Row> rows, Dataset<Row> devices) {
        return rows.as("stored").join(devices.as("meant"), isMeant(), "left_semi");
    }

    Column isMeant() {
        if (what.texts().isEmpty()) {
            return col("stored." + PROVIDER)
                    .equalTo(col("meant." + PROVIDER))
                    .and(col("stored." + DEVICE).equalTo(col("meant." + DEVICE)));
        }
        return what.texts().stream()
                .map(text -> expr("stored.`" + text.name() + "` rlike meant." + PATTERN))
                .reduce(Column::or)
                .orElseThrow();
    }
}
