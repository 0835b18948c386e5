package io.tripmill.jobs.aggregates;

import io.tripmill.schema.Parkings;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Tells where a device was parked while it was silent, and which trip began there. */
record ParkingRows(DeviceTimes times) implements Telling {
    static final String FROM_US = "from_us";
    static final String UNTIL_US = "until_us";
    static final String NEXT_TRIP_US = "next_trip_us";

    @Override
    public StructType schema() {
        return new StructType()
                .add(Parkings.SERVICE_DATE.name(), Parkings.SERVICE_DATE.type())
                .add(Parkings.PROVIDER_ID.name(), Parkings.PROVIDER_ID.type())
                .add(Parkings.DEVICE_ID.name(), Parkings.DEVICE_ID.type())
                .add(FROM_US, DataTypes.LongType)
                .add(UNTIL_US, DataTypes.LongType)
                .add(Parkings.LAT.name(), Parkings.LAT.type())
                .add(Parkings.LNG.name(), Parkings.LNG.type())
                .add(NEXT_TRIP_US, DataTypes.LongType);
    }

    @Override
    public List<Row> rowsOf(DeviceStory story) {
        NavigableSet<Long> tripStarts =
                story.trips().stream().map(Span::fromUs).collect(Collectors.toCollection(TreeSet::new));
        return times.parkings(story.sessions()).stream()
                .map(parking -> RowFactory.create(
                        times.calendar().serviceDate(parking.silence().untilUs()),
                        story.providerId(),
                        story.deviceId(),
                        parking.silence().fromUs(),
                        parking.silence().untilUs(),
                        parking.place().lat(),
                        parking.place().lng(),
                        firstIn(parking.next().span(), tripStarts)))
                .toList();
    }

    private static @Nullable Long firstIn(Span session, NavigableSet<Long> tripStarts) {
        Long startUs = tripStarts.ceiling(session.fromUs());
        return startUs != null && startUs <= session.untilUs() ? startUs : null;
    }
}
