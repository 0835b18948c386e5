package io.tripmill.jobs.upkeep;

import io.tripmill.job.Inputs;
import io.tripmill.schema.ApiCalls;
import io.tripmill.schema.Arrivals;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import io.tripmill.schema.UsageStatements;
import io.tripmill.schema.VehicleDays;
import io.tripmill.schema.WarehouseLoads;
import java.util.List;

/** Every table of a lake, in the order of the data flow. */
final class KeptTables {
    static final List<Table> ALL = List.of(
            Pings.TABLE,
            QuarantinedPings.TABLE,
            Trips.TABLE,
            QuarantinedTrips.TABLE,
            Stays.TABLE,
            Sessions.TABLE,
            HourlyTrips.TABLE,
            DailyTrips.TABLE,
            OdFlows.TABLE,
            DailyOdFlows.TABLE,
            VehicleDays.TABLE,
            Parkings.TABLE,
            StayZones.TABLE,
            TripSpeeds.TABLE,
            Deliveries.TABLE,
            WarehouseLoads.TABLE,
            ApiCalls.TABLE,
            UsageStatements.TABLE,
            RuleOutcomes.TABLE,
            StoredMetrics.TABLE,
            Arrivals.TABLE);

    private KeptTables() {}

    /** All but the pings, for a declaration. */
    static Table[] exceptPings() {
        return ALL.stream().filter(table -> !table.equals(Pings.TABLE)).toArray(Table[]::new);
    }

    /** Those that are there. */
    static List<Table> present(Inputs inputs) {
        return ALL.stream().filter(table -> inputs.version(table).isPresent()).toList();
    }
}
