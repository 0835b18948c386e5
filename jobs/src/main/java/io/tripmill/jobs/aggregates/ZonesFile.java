package io.tripmill.jobs.aggregates;

import io.tripmill.geo.zones.GeoJsonZones;
import io.tripmill.geo.zones.InvalidZones;
import io.tripmill.geo.zones.ZoneMap;
import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.HourlyTrips;
import java.util.Optional;
import java.util.Set;

/** The arguments that name a file of zones. */
final class ZonesFile {
    static final Param<Location> ZONES = Param.location(
                    "zones",
                    "A GeoJSON file of polygons, whose ids stand in the columns start_h3, origin_h3 and destination_h3 in place of cells;"
                            + " " + HourlyTrips.OUTSIDE
                            + " stands for places in none of them. A zone includes its border; of several zones around a"
                            + " place the one with the greatest priority has it, of these the first by id. Other zones than the stored"
                            + " ones need --recompute full.")
            .optional();
    static final Param<String> ID_PROPERTY = Param.text(
                    "zone-id-property",
                    "The property of a feature of --zones with the zone's id; where a feature lacks it, its member id counts.")
            .orElse("id");
    static final Param<String> PRIORITY_PROPERTY = Param.text(
                    "zone-priority-property",
                    "The property of a feature of --zones with the zone's priority, a whole number; 0 where a feature lacks it.")
            .orElse("priority");

    private ZonesFile() {}

    static Optional<String> propertiesHaveAFile(Args args) {
        boolean named = args.findGiven(ID_PROPERTY).isPresent()
                || args.findGiven(PRIORITY_PROPERTY).isPresent();
        return named && args.find(ZONES).isEmpty()
                ? Optional.of(
                        ID_PROPERTY + " and " + PRIORITY_PROPERTY + " are of a file of zones; name it with " + ZONES)
                : Optional.empty();
    }

    /**
     * The zones of the file that the arguments name; empty if they name none.
     *
     * @throws RunFailure if it is no file of zones
     */
    static Optional<ZoneMap> read(Inputs inputs, Args args) {
        return inputs.text(ZONES).map(text -> {
            try {
                return GeoJsonZones.parse(
                        text, args.get(ID_PROPERTY), args.get(PRIORITY_PROPERTY), Set.of(HourlyTrips.OUTSIDE));
            } catch (InvalidZones e) {
                throw new RunFailure(
                        ErrorCode.ZONES,
                        "The zones '" + args.get(ZONES) + "' can't be used: " + e.getMessage() + ".",
                        "Correct the file, or name other properties with " + ID_PROPERTY + " and " + PRIORITY_PROPERTY
                                + ".",
                        e);
            }
        });
    }
}
