package io.tripmill.jobs.serving;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.jobs.serving.privacy.ProtectedCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a consumer is given of one service date: the granted columns, in an order that follows from the rows alone.
 *
 * @param rows a value, or empty for null, for each column
 * @param places for each row the cells that it is about
 * @param hiddenRows of counts, the rows whose count is hidden; of trips, those that are withheld
 */
record ProductRows(
        List<ProductColumn> columns, List<List<Optional<Object>>> rows, List<List<String>> places, long hiddenRows) {
    ProductRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        places = List.copyOf(places);
    }

    /**
     * Makes the rows of a product of counts.
     *
     * @param flows all of the date, of all areas
     * @throws RunFailure if there are trips in the areas, but not one count that may be told
     */
    static ProductRows ofCounts(Product product, String serviceDate, List<Flow> flows, Contract contract) {
        Map<String, PeriodFlows> periods = PeriodFlows.of(flows, contract);
        Map<String, List<ToldCount>> told =
                product == Product.OD_FLOWS ? flows(periods, contract) : starts(periods, contract);
        boolean hasTrips = periods.values().stream()
                .anyMatch(period ->
                        product == Product.OD_FLOWS ? period.hasFlowsIn(contract) : period.hasStartsIn(contract));
        if (hasTrips && told.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.TOO_FEW,
                    "No count of " + product.id() + " on " + serviceDate + " reaches k = " + contract.k() + " for "
                            + contract.consumer() + ".",
                    "Agree on larger cells or longer periods.");
        }
        List<CountColumn> columns =
                contract.columns(product).stream().map(CountColumn::named).toList();
        List<List<Optional<Object>>> rows = new ArrayList<>();
        List<List<String>> places = new ArrayList<>();
        told.forEach((period, counts) -> counts.forEach(count -> {
            rows.add(columns.stream()
                    .map(column -> column.value(serviceDate, period, count))
                    .toList());
            places.add(count.cells());
        }));
        long hidden = told.values().stream()
                .flatMap(List::stream)
                .filter(count -> count.trips() == ProtectedCounts.HIDDEN)
                .count();
        return new ProductRows(List.copyOf(columns), rows, places, hidden);
    }

    private static Map<String, List<ToldCount>> flows(Map<String, PeriodFlows> periods, Contract contract) {
        Map<String, List<ToldCount>> told = new LinkedHashMap<>();
        periods.forEach((period, flows) -> {
            List<ToldCount> counts = flows.flows(contract);
            if (!counts.isEmpty()) {
                told.put(period, counts);
            }
        });
        return told;
    }

    /** A cell that is told of in one period is listed in all that are. */
    private static Map<String, List<ToldCount>> starts(Map<String, PeriodFlows> periods, Contract contract) {
        Map<String, Map<String, ToldCount>> byCell = new LinkedHashMap<>();
        TreeSet<String> cells = new TreeSet<>();
        periods.forEach((period, flows) -> {
            Map<String, ToldCount> counts = new LinkedHashMap<>();
            flows.starts(contract).forEach(count -> counts.put(count.cells().get(0), count));
            if (!counts.isEmpty()) {
                byCell.put(period, counts);
                cells.addAll(counts.keySet());
            }
        });
        Map<String, List<ToldCount>> told = new LinkedHashMap<>();
        byCell.forEach((period, counts) -> told.put(
                period,
                cells.stream()
                        .map(cell ->
                                Optional.ofNullable(counts.get(cell)).orElseGet(() -> ToldCount.hidden(List.of(cell))))
                        .toList()));
        return told;
    }
}
