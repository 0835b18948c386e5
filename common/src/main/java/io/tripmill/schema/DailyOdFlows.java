package io.tripmill.schema;

import java.util.List;
import java.util.Set;

/**
 * Trips counted by the service day of their start and the cells between which they run. The columns are those of {@link OdFlows}, without
 * its hours; medians and deviations of a day do not follow from those of its hours.
 */
public final class DailyOdFlows {
    private static final Set<Field> HOURS = Set.of(OdFlows.HOUR_START, OdFlows.LOCAL_HOUR);

    public static final Table TABLE = Table.of(
                    "daily_od_flows",
                    Layer.GOLD,
                    "The trips from one cell to another that start on one service day.",
                    withoutHours(OdFlows.TABLE.fields()),
                    withoutHours(OdFlows.TABLE.key()))
            .prunedBy(OdFlows.SERVICE_DATE, OdFlows.ORIGIN_H3, OdFlows.DESTINATION_H3);

    private DailyOdFlows() {}

    private static List<Field> withoutHours(List<Field> fields) {
        return fields.stream().filter(field -> !HOURS.contains(field)).toList();
    }
}
