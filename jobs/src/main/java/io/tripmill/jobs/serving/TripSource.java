package io.tripmill.jobs.serving;

import static org.apache.spark.sql.functions.not;

import io.tripmill.geo.H3Cells;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.privacy.Pseudonyms;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The trips that are complete.
 *
 * @param pseudonyms empty where none are granted
 * @param zone whose clock the steps of time begin on
 */
record TripSource(Contract contract, Optional<Pseudonyms> pseudonyms, ZoneId zone) implements Source {
    @Override
    public Table table() {
        return Trips.TABLE;
    }

    @Override
    public Dataset<Row> wanted(Inputs inputs, List<LocalDate> dates) {
        return inputs.of(Trips.TABLE)
                .filter(Trips.SERVICE_DATE.col().isInCollection(dates))
                .filter(not(Trips.IS_OPEN.col()))
                .select(Stream.of(
                                Trips.SERVICE_DATE,
                                Trips.PROVIDER_ID,
                                Trips.DEVICE_ID,
                                Trips.VEHICLE_TYPE,
                                Trips.MODE,
                                Trips.START_TIME,
                                Trips.END_TIME,
                                Trips.START_H3,
                                Trips.END_H3,
                                Trips.DISTANCE_M,
                                Trips.DURATION_S,
                                Trips.POLYLINE)
                        .map(Field::col)
                        .toArray(Column[]::new));
    }

    @Override
    public Function<LocalDate, ProductRows> contents(List<Row> rows) {
        rows.stream()
                .map(row -> row.<String>getAs(Trips.START_H3.name()))
                .filter(cell -> H3Cells.resolution(cell) < contract.level())
                .findFirst()
                .ifPresent(cell -> {
                    throw new RunFailure(
                            ErrorCode.CONTRACT,
                            "The contract's level is " + contract.level() + ", but trips are kept by cells of level "
                                    + H3Cells.resolution(cell) + ".",
                            "Agree on a coarser level.");
                });
        List<ToldTrip> trips = rows.stream()
                .map(row -> ToldTrip.of(row, contract, pseudonyms, zone))
                .toList();
        return date -> TripRows.of(
                date,
                trips.stream().filter(trip -> trip.serviceDate().equals(date)).toList(),
                contract);
    }
}
