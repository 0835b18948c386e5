package io.tripmill.jobs.serving;

import io.tripmill.geo.H3Cells;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.privacy.ProtectedCounts;
import io.tripmill.jobs.serving.privacy.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The flows of one period between all cells of a level, and what may be known of them. */
final class PeriodFlows {
    /** Cells of a table that fit in the memory of a driver several times over. */
    private static final long LARGEST_TABLE = 20_000_000;

    private final List<String> origins;
    private final List<String> destinations;
    private final Flow.Sum[][] sums;
    private final ProtectedCounts told;

    private PeriodFlows(Map<String, Map<String, Flow.Sum>> flows, int k) {
        origins = List.copyOf(flows.keySet());
        destinations = flows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if ((long) origins.size() * destinations.size() > LARGEST_TABLE) {
            throw new RunFailure(
                    ErrorCode.CONTRACT,
                    "A period has flows between " + origins.size() + " and " + destinations.size()
                            + " cells, more than can be protected together.",
                    "Agree on a coarser level.");
        }
        sums = new Flow.Sum[origins.size()][destinations.size()];
        long[][] counts = new long[origins.size()][destinations.size()];
        for (int row = 0; row < sums.length; row++) {
            for (int column = 0; column < sums[row].length; column++) {
                sums[row][column] = flows.getOrDefault(origins.get(row), Map.of())
                        .getOrDefault(destinations.get(column), Flow.Sum.NONE);
                counts[row][column] = sums[row][column].trips();
            }
        }
        told = new Suppression(k).protect(counts);
    }

    /**
     * The flows by the contract's period and level, in order of the periods.
     *
     * @throws RunFailure if the flows are kept by coarser cells than the level's
     */
    static Map<String, PeriodFlows> of(List<Flow> flows, Contract contract) {
        Map<String, Map<String, Map<String, Flow.Sum>>> byPeriod = new TreeMap<>();
        for (Flow flow : flows) {
            String period = contract.period() == Contract.Period.DAY ? flow.serviceDate() : flow.hour();
            byPeriod.computeIfAbsent(period, p -> new TreeMap<>())
                    .computeIfAbsent(cell(flow.origin(), contract), o -> new TreeMap<>())
                    .merge(cell(flow.destination(), contract), flow.sum(), Flow.Sum::plus);
        }
        Map<String, PeriodFlows> tables = new TreeMap<>();
        byPeriod.forEach((period, table) -> tables.put(period, new PeriodFlows(table, contract.k())));
        return tables;
    }

    private static String cell(String stored, Contract contract) {
        if (!H3Cells.isCell(stored)) {
            throw new RunFailure(
                    ErrorCode.CONTRACT,
                    "The contract counts by H3 cells, but od_flows are kept by the zones of a file, such as '" + stored
                            + "'.",
                    "Run aggregate-trips without --zones and with --recompute full, or keep the zones in a lake of their"
                            + " own.");
        }
        if (H3Cells.resolution(stored) < contract.level()) {
            throw new RunFailure(
                    ErrorCode.CONTRACT,
                    "The contract's level is " + contract.level() + ", but od_flows are kept by cells of level "
                            + H3Cells.resolution(stored) + ".",
                    "Agree on a coarser level, or run aggregate-trips with --h3-resolution " + contract.level()
                            + " --recompute full.");
        }
        return H3Cells.ancestor(stored, contract.level());
    }

    /** Whether any trip runs between two cells that the contract covers. */
    boolean hasFlowsIn(Contract contract) {
        return origins.stream().anyMatch(contract::covers)
                && destinations.stream().anyMatch(contract::covers)
                && anyFlow(contract);
    }

    private boolean anyFlow(Contract contract) {
        for (int row = 0; row < sums.length; row++) {
            for (int column = 0; column < sums[row].length; column++) {
                if (sums[row][column].trips() > 0
                        && contract.covers(origins.get(row))
                        && contract.covers(destinations.get(column))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether any trip starts in a cell that the contract covers. */
    boolean hasStartsIn(Contract contract) {
        return origins.stream().anyMatch(contract::covers);
    }

    /**
     * The flows that the contract covers, from every cell that has one that may be told to every such cell; empty if there are none.
     * What is listed follows from what is told, and tells nothing more.
     */
    List<ToldCount> flows(Contract contract) {
        TreeSet<Integer> rows = new TreeSet<>();
        TreeSet<Integer> columns = new TreeSet<>();
        for (int row = 0; row < sums.length; row++) {
            for (int column = 0; column < sums[row].length; column++) {
                if (told.cells()[row][column] != ProtectedCounts.HIDDEN
                        && contract.covers(origins.get(row))
                        && contract.covers(destinations.get(column))) {
                    rows.add(row);
                    columns.add(column);
                }
            }
        }
        List<ToldCount> flows = new ArrayList<>();
        for (int row : rows) {
            for (int column : columns) {
                List<String> cells = List.of(origins.get(row), destinations.get(column));
                flows.add(ToldCount.of(cells, told.cells()[row][column], sums[row][column]));
            }
        }
        return flows;
    }

    /** The covered cells of which the number of starting trips may be told. */
    List<ToldCount> starts(Contract contract) {
        List<ToldCount> starts = new ArrayList<>();
        for (int row = 0; row < sums.length; row++) {
            if (told.rowTotals()[row] != ProtectedCounts.HIDDEN && contract.covers(origins.get(row))) {
                Flow.Sum sum = Flow.Sum.NONE;
                for (Flow.Sum part : sums[row]) {
                    sum = sum.plus(part);
                }
                starts.add(ToldCount.of(List.of(origins.get(row)), told.rowTotals()[row], sum));
            }
        }
        return starts;
    }
}
