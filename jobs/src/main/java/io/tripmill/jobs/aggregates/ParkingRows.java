package io.tripmill.jobs.aggregates;

import io.tripmill.schema.Parkings;
import java.time.LocalDate;
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
        NavigableSet<Long> complete = starts(story.trips());
        NavigableSet<Long> others = starts(story.otherTrips());
        return times.parkings(story.sessions()).stream()
                .map(parking -> RowFactory.create(
                        times.calendar().serviceDate(parking.silence().untilUs()),
                        story.providerId(),
                        story.deviceId(),
                        parking.silence().fromUs(),
                        parking.silence().untilUs(),
                        parking.place().lat(),
                        parking.place().lng(),
                        next(parking, complete, others)))
                .toList();
    }

    private static NavigableSet<Long> starts(List<Span> trips) {
        return trips.stream().map(Span::fromUs).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The start of the session's first trip; null if that is not complete: the one after it may start elsewhere. */
    private @Nullable Long next(Parking parking, NavigableSet<Long> complete, NavigableSet<Long> others) {
        Span session = parking.next().span();
        Long startUs = complete.ceiling(session.fromUs());
        Long otherUs = others.ceiling(session.fromUs());
        if (startUs == null || startUs > session.untilUs() || (otherUs != null && otherUs < startUs)) {
            return null;
        }
        LocalDate nextDay = times.calendar().serviceDate(session.fromUs()).plusDays(1);
        return times.calendar().serviceDate(startUs).isAfter(nextDay) ? null : startUs;
    }
}
