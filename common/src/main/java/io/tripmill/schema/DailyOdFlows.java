package io.tripmill.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trips counted by the service day of their start and the cells between which they run. The columns are those of {@link OdFlows}, without
 * its hours and with the day of the week and the kind of day of {@link HourlyTrips}; medians and deviations of a day do not follow from those of its hours.
 */
public final class DailyOdFlows {
    private static final Set<Field> HOURS = Set.of(OdFlows.HOUR_START, OdFlows.LOCAL_HOUR);

    public static final Table TABLE = Table.of(
                    "daily_od_flows",
                    Layer.GOLD,
                    "The trips from one cell to another that start on one service day.",
                    withDays(withoutHours(OdFlows.TABLE.fields())),
                    withoutHours(OdFlows.TABLE.key()))
            .prunedBy(OdFlows.SERVICE_DATE, OdFlows.ORIGIN_H3, OdFlows.DESTINATION_H3);

    private DailyOdFlows() {}

    private static List<Field> withDays(List<Field> fields) {
        return Stream.concat(fields.stream(), Stream.of(HourlyTrips.WEEKDAY, HourlyTrips.DAY_KIND))
                .toList();
    }

    private static List<Field> withoutHours(List<Field> fields) {
        return fields.stream().filter(field -> !HOURS.contains(field)).toList();
    }
}
