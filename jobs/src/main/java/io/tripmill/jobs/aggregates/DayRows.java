package io.tripmill.jobs.aggregates;

import io.tripmill.schema.VehicleDays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tells how a device spent its days. */
record DayRows(DeviceTimes times) implements Telling {
    static final String MOVING_US = "moving_us";
    static final String STOPPED_US = "stopped_us";
    static final String PARKED_US = "parked_us";
    static final String SILENT_US = "silent_us";
    static final String USED_US = "used_us";

    @Override
    public StructType schema() {
        return new StructType()
                .add(VehicleDays.SERVICE_DATE.name(), VehicleDays.SERVICE_DATE.type())
                .add(VehicleDays.PROVIDER_ID.name(), VehicleDays.PROVIDER_ID.type())
                .add(VehicleDays.DEVICE_ID.name(), VehicleDays.DEVICE_ID.type())
                .add(MOVING_US, DataTypes.LongType)
                .add(STOPPED_US, DataTypes.LongType)
                .add(PARKED_US, DataTypes.LongType)
                .add(SILENT_US, DataTypes.LongType)
                .add(USED_US, DataTypes.LongType);
    }

    @Override
    public List<Row> rowsOf(DeviceStory story) {
        return times.of(story.sessions(), story.trips(), story.stays()).entrySet().stream()
                .map(day -> RowFactory.create(
                        day.getKey(),
                        story.providerId(),
                        story.deviceId(),
                        day.getValue().movingUs(),
                        day.getValue().stoppedUs(),
                        day.getValue().parkedUs(),
                        day.getValue().silentUs(),
                        day.getValue().usedUs()))
                .toList();
    }
}
