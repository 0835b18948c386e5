package io.tripmill.jobs.serving;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Polyline;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.jobs.serving.contract.TripTerms;
import io.tripmill.jobs.serving.privacy.Pseudonyms;
import io.tripmill.jobs.serving.privacy.Trimming;
import io.tripmill.schema.Trips;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A trip as a consumer may see it.
 *
 * @param device provider and device, to tell devices apart; never given to anyone
 * @param pseudonym of the device; empty where none is granted
 * @param startTime the beginning of the step of time that holds it, ISO 8601, UTC
 * @param endTime as the start
 * @param distanceM metres, in whole hundreds
 * @param durationS seconds, in whole minutes
 * @param line without its ends, as an encoded polyline; empty where none is granted, and where nothing is left
 */
record ToldTrip(
        LocalDate serviceDate,
        List<String> device,
        Optional<String> pseudonym,
        Optional<String> vehicleType,
        Optional<String> mode,
        String startTime,
        String endTime,
        String startCell,
        String endCell,
        double distanceM,
        double durationS,
        Optional<String> line) {
    private static final double STEP_M = 100;
    private static final double STEP_S = 60;

    /**
     * The trip, as exactly as the contract allows.
     *
     * @param pseudonyms empty where none are granted
     */
    static ToldTrip of(Row trip, Contract contract, Optional<Pseudonyms> pseudonyms, ZoneId zone) {
        TripTerms terms = contract.grant(Product.TRIPS).trips().orElseThrow();
        LocalDate date = trip.getAs(Trips.SERVICE_DATE.name());
        String device = trip.getAs(Trips.DEVICE_ID.name());
        String provider = trip.getAs(Trips.PROVIDER_ID.name());
        return new ToldTrip(
                date,
                List.of(provider, device),
                // Ids of two providers may be equal.
                pseudonyms.map(names -> names.of("device_id of " + provider, device, date)),
                Optional.ofNullable(trip.getAs(Trips.VEHICLE_TYPE.name())),
                Optional.ofNullable(trip.getAs(Trips.MODE.name())),
                terms.timeGrain()
                        .truncate(trip.<Instant>getAs(Trips.START_TIME.name()), zone)
                        .toString(),
                terms.timeGrain()
                        .truncate(trip.<Instant>getAs(Trips.END_TIME.name()), zone)
                        .toString(),
                H3Cells.ancestor(trip.getAs(Trips.START_H3.name()), contract.level()),
                H3Cells.ancestor(trip.getAs(Trips.END_H3.name()), contract.level()),
                Math.rint(trip.<Double>getAs(Trips.DISTANCE_M.name()) / STEP_M) * STEP_M,
                Math.rint(trip.<Double>getAs(Trips.DURATION_S.name()) / STEP_S) * STEP_S,
                terms.trimM().stream()
                        .mapToObj(metres -> trimmed(trip.getAs(Trips.POLYLINE.name()), metres))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> trimmed(String polyline, int metres) {
        Polyline line = new Polyline();
        new Trimming(metres).of(Polyline.decode(polyline)).forEach(point -> line.add(point.lat(), point.lng()));
        return Optional.of(line.encoded()).filter(text -> !text.isEmpty());
    }
}
