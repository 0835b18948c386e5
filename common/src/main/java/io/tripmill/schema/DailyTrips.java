package io.tripmill.schema;

import java.util.List;
import java.util.Set;

/**
 * Trips counted by the service day and the cell in which they start. The columns are those of {@link HourlyTrips}, without its hours;
 * medians, deviations and vehicles of a day do not follow from those of its hours.
 */
public final class DailyTrips {
    private static final Set<Field> HOURS = Set.of(HourlyTrips.HOUR_START, HourlyTrips.LOCAL_HOUR);

    public static final Table TABLE = Table.of(
                    "daily_trips",
                    Layer.GOLD,
                    "The trips of one provider, vehicle type and mode that start in one cell on one service day, and how many end there.",
                    withoutHours(HourlyTrips.TABLE.fields()),
                    withoutHours(HourlyTrips.TABLE.key()))
            .prunedBy(HourlyTrips.SERVICE_DATE, HourlyTrips.START_H3);

    private DailyTrips() {}

    private static List<Field> withoutHours(List<Field> fields) {
        return fields.stream().filter(field -> !HOURS.contains(field)).toList();
    }
}
