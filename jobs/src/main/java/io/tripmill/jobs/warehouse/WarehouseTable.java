package io.tripmill.jobs.warehouse;

import static java.util.Objects.requireNonNull;

import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that can be loaded. It is sorted as its files are laid out, by service date first: a scan of some dates skips the rest.
 *
 * @param distributedBy rows with the same value lie on the same node: what tables are joined or grouped by
 */
record WarehouseTable(Table table, Field distributedBy) {
    static final List<WarehouseTable> ALL = List.of(
            new WarehouseTable(Trips.TABLE, Trips.DEVICE_ID),
            new WarehouseTable(Stays.TABLE, Stays.DEVICE_ID),
            new WarehouseTable(Sessions.TABLE, Sessions.DEVICE_ID),
            new WarehouseTable(Pings.TABLE, Pings.DEVICE_ID),
            new WarehouseTable(HourlyTrips.TABLE, HourlyTrips.START_H3),
            new WarehouseTable(DailyTrips.TABLE, HourlyTrips.START_H3),
            new WarehouseTable(OdFlows.TABLE, OdFlows.ORIGIN_H3),
            new WarehouseTable(DailyOdFlows.TABLE, OdFlows.ORIGIN_H3),
            new WarehouseTable(VehicleDays.TABLE, VehicleDays.DEVICE_ID),
            new WarehouseTable(Parkings.TABLE, Parkings.DEVICE_ID),
            new WarehouseTable(StayZones.TABLE, StayZones.STAY_H3),
            new WarehouseTable(TripSpeeds.TABLE, TripSpeeds.LEG_H3));

    static final String NAMES = ALL.stream().map(WarehouseTable::toString).collect(Collectors.joining("|"));

    WarehouseTable {
        requireNonNull(table, "table");
        table.field(distributedBy.name());
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static WarehouseTable named(String name) {
        return ALL.stream()
                .filter(table -> table.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of " + NAMES));
    }

    List<WarehouseColumn> columns(int usualTextBytes) {
        return table.fields().stream()
                .map(field -> WarehouseColumn.of(field, usualTextBytes))
                .toList();
    }

    @Override
    public String toString() {
        return table.name();
    }
}
