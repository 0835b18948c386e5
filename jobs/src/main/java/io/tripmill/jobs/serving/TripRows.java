package io.tripmill.jobs.serving;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trips that a consumer may know of. One is told only if at least k devices made trips that are alike in every granted column of time,
 * cell and kind of vehicle, so whoever knows all of these of somebody's trip finds it among those of k devices.
 */
final class TripRows {
    private TripRows() {}

    /**
     * The rows of a service date.
     *
     * @param trips of the date, of all areas
     * @throws RunFailure if there are trips in the areas, but none may be told
     */
    static ProductRows of(LocalDate date, List<ToldTrip> trips, Contract contract) {
        List<TripColumn> columns =
                contract.columns(Product.TRIPS).stream().map(TripColumn::named).toList();
        List<TripColumn> shared = columns.stream().filter(TripColumn::isShared).toList();
        List<ToldTrip> covered = trips.stream()
                .filter(trip -> contract.covers(trip.startCell()) && contract.covers(trip.endCell()))
                .toList();
        Map<List<Optional<Object>>, Set<List<String>>> devices = new HashMap<>();
        covered.forEach(trip -> devices.computeIfAbsent(values(shared, trip), alike -> new HashSet<>())
                .add(trip.device()));
        List<ToldTrip> told = covered.stream()
                .filter(trip ->
                        devices.getOrDefault(values(shared, trip), Set.of()).size() >= contract.k())
                .sorted(Comparator.comparing(
                                (ToldTrip trip) -> values(columns, trip).toString())
                        .thenComparing(trip -> trip.startCell() + trip.endCell()))
                .toList();
        if (told.isEmpty() && !covered.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.TOO_FEW,
                    "No trip on " + date + " is like those of k = " + contract.k() + " devices for "
                            + contract.consumer() + ".",
                    "Agree on larger cells, longer steps of time or fewer columns.");
        }
        return new ProductRows(
                List.copyOf(columns),
                told.stream().map(trip -> values(columns, trip)).toList(),
                told.stream()
                        .map(trip -> List.of(trip.startCell(), trip.endCell()))
                        .toList(),
                covered.size() - told.size());
    }

    private static List<Optional<Object>> values(List<TripColumn> columns, ToldTrip trip) {
        return columns.stream().map(column -> column.value(trip)).toList();
    }
}
