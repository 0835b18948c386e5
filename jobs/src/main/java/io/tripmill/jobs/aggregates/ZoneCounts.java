package io.tripmill.jobs.aggregates;

import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.RowsByKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Counts the starts and ends of trips zone by zone, for all tables at once. Rows are as {@link ZoneCounting} has them, sorted by service
 * date and zone; those of one zone and date are held at a time.
 */
record ZoneCounts() implements MapPartitionsFunction<Row, Row> {
    static final String OF = "counted_by";
    static final String HOUR_US = "hour_us";

    /** Which table a row is for. */
    enum By {
        HOUR,
        DAY,
        HOURLY_FLOW,
        DAILY_FLOW
    }

    /** What {@link TripTally#figures} gives, by the names of {@link HourlyTrips}. */
    static final List<Field> FIGURES = List.of(
            HourlyTrips.TRIPS,
            HourlyTrips.SHORT_TRIPS,
            HourlyTrips.OPEN_TRIPS,
            HourlyTrips.TRIPS_ENDED,
            HourlyTrips.VEHICLES,
            HourlyTrips.DISTANCE_M,
            HourlyTrips.MEAN_DISTANCE_M,
            HourlyTrips.MEDIAN_DISTANCE_M,
            HourlyTrips.P90_DISTANCE_M,
            HourlyTrips.STD_DISTANCE_M,
            HourlyTrips.DURATION_S,
            HourlyTrips.MEAN_DURATION_S,
            HourlyTrips.MEDIAN_DURATION_S,
            HourlyTrips.P90_DURATION_S,
            HourlyTrips.STD_DURATION_S,
            HourlyTrips.MOVING_TIME_S,
            HourlyTrips.MOVING_SHARE);

    /** A group of one zone and date; the hour is null in a day's, the destination in what is no flow, the others in a flow. */
    private record Group(
            By by,
            @Nullable Long hourUs,
            @Nullable String providerId,
            @Nullable String vehicleType,
            @Nullable String mode,
            @Nullable String destination) {

        Group ofTheDay() {
            return new Group(by == By.HOUR ? By.DAY : By.DAILY_FLOW, null, providerId, vehicleType, mode, destination);
        }
    }

    static StructType schema() {
        StructType schema = new StructType()
                .add(OF, DataTypes.StringType)
                .add(HourlyTrips.SERVICE_DATE.name(), HourlyTrips.SERVICE_DATE.type())
                .add(HourlyTrips.START_H3.name(), HourlyTrips.START_H3.type())
                .add(HOUR_US, DataTypes.LongType)
                .add(HourlyTrips.PROVIDER_ID.name(), HourlyTrips.PROVIDER_ID.type())
                .add(HourlyTrips.VEHICLE_TYPE.name(), HourlyTrips.VEHICLE_TYPE.type())
                .add(HourlyTrips.MODE.name(), HourlyTrips.MODE.type())
                .add(OdFlows.DESTINATION_H3.name(), OdFlows.DESTINATION_H3.type());
        for (Field figure : FIGURES) {
            schema = schema.add(figure.name(), figure.type());
        }
        return schema;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new RowsByKey(rows, new Zone());
    }

    private static final class Zone implements RowsByKey.Collecting {
        private final Map<Group, TripTally> byHour = new LinkedHashMap<>();

        @Override
        public void take(Row row) {
            TripTally counted = tally(
                    new Group(By.HOUR, row.getLong(3), row.getString(4), row.getString(5), row.getString(6), null));
            switch (ZoneCounting.Kind.valueOf(row.getString(2))) {
                case OPEN -> counted.open();
                case SHORT -> counted.tooShort();
                case END -> counted.ended();
                case COMPLETE -> {
                    TripTally flow =
                            tally(new Group(By.HOURLY_FLOW, row.getLong(3), null, null, null, row.getString(7)));
                    for (TripTally tally : List.of(counted, flow)) {
                        tally.complete(row.getString(8), row.getLong(9), row.getLong(10), row.getLong(11));
                    }
                }
            }
        }

        private TripTally tally(Group group) {
            return byHour.computeIfAbsent(group, any -> new TripTally());
        }

        @Override
        public Collection<Row> end(Row last) {
            Map<Group, TripTally> byDay = new LinkedHashMap<>();
            byHour.forEach((hour, tally) -> byDay.computeIfAbsent(hour.ofTheDay(), any -> new TripTally())
                    .addAll(tally));
            List<Row> rows = new ArrayList<>(byHour.size() + byDay.size());
            byHour.forEach((group, tally) -> rows.add(row(last, group, tally)));
            byDay.forEach((group, tally) -> rows.add(row(last, group, tally)));
            byHour.clear();
            return rows;
        }

        private static Row row(Row last, Group group, TripTally tally) {
            @Nullable Object[] figures = tally.figures();
            @Nullable Object[] values = new @Nullable Object[8 + figures.length];
            values[0] = group.by().name();
            values[1] = last.get(0);
            values[2] = last.get(1);
            values[3] = group.hourUs();
            values[4] = group.providerId();
            values[5] = group.vehicleType();
            values[6] = group.mode();
            values[7] = group.destination();
            System.arraycopy(figures, 0, values, 8, figures.length);
            return RowFactory.create(values);
        }
    }
}
