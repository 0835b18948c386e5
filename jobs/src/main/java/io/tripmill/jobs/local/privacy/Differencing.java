package io.tripmill.jobs.local.privacy;

import static java.util.Comparator.comparing;

import io.tripmill.jobs.local.privacy.LinearAttack.Equation;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Subtracts from each other all counts that a consumer was told of a service date, of whatever period, cells and product. Every figure is
 * a sum of flows of an hour between the finest cells; flows that are in the same figures can't be told apart and are one unknown.
 *
 * @param given counts that agree with the truth
 * @param truth how many trips there were; only between which cells they were is used
 */
record Differencing(List<GivenCounts> given, Map<Flow, Long> truth) {
    private static final Comparator<Flow> BY_HOUR_AND_CELLS =
            comparing(Flow::hour).thenComparing(Flow::origin).thenComparing(Flow::destination);

    /** Stands for all flows from a cell that nobody made, of which a reader does not know that nobody did. */
    private static final String ELSEWHERE = "elsewhere";

    Differencing {
        given = List.copyOf(given);
        truth = Map.copyOf(truth);
    }

    /** A figure of one of the products. */
    private record Told(int product, Figure figure) {}

    /** Flows that are in the same figures. */
    private record Unknown(List<Flow> flows) implements Comparable<Unknown> {
        @Override
        public int compareTo(Unknown other) {
            return BY_HOUR_AND_CELLS.compare(flows.get(0), other.flows.get(0));
        }
    }

    List<Finding> findings() {
        Map<Told, Set<Unknown>> sums = sums();
        Map<Unknown, List<Told>> figures = new HashMap<>();
        sums.forEach((told, unknowns) -> unknowns.forEach(unknown ->
                figures.computeIfAbsent(unknown, u -> new ArrayList<>()).add(told)));
        Set<Finding> findings = new LinkedHashSet<>();
        Set<Unknown> seen = new HashSet<>();
        for (Unknown unknown : new TreeSet<>(figures.keySet())) {
            if (!seen.contains(unknown)) {
                findings.addAll(solve(connected(unknown, sums, figures, seen), sums));
            }
        }
        return List.copyOf(findings);
    }

    /** Of each figure the unknowns that it is the sum of. */
    private Map<Told, Set<Unknown>> sums() {
        Map<Set<Told>, List<Flow>> alike = new LinkedHashMap<>();
        for (Flow flow : flows()) {
            Set<Told> figures = new LinkedHashSet<>();
            for (int product = 0; product < given.size(); product++) {
                Figure figure = given.get(product).of(flow);
                if (given.get(product).told().containsKey(figure)) {
                    figures.add(new Told(product, figure));
                }
            }
            if (!figures.isEmpty()) {
                alike.computeIfAbsent(figures, first -> new ArrayList<>()).add(flow);
            }
        }
        Map<Told, Set<Unknown>> sums = new LinkedHashMap<>();
        alike.forEach((figures, flows) -> {
            Unknown unknown = new Unknown(List.copyOf(flows));
            figures.forEach(told ->
                    sums.computeIfAbsent(told, first -> new LinkedHashSet<>()).add(unknown));
        });
        return sums;
    }

    private Set<Flow> flows() {
        Map<String, Set<String>> destinations = new HashMap<>();
        Map<String, Map<String, Integer>> made = new HashMap<>();
        truth.keySet().forEach(flow -> {
            destinations.computeIfAbsent(flow.hour(), hour -> new HashSet<>()).add(flow.destination());
            made.computeIfAbsent(flow.hour(), hour -> new HashMap<>()).merge(flow.origin(), 1, Integer::sum);
        });
        Set<Flow> flows = new TreeSet<>(BY_HOUR_AND_CELLS);
        flows.addAll(truth.keySet());
        made.forEach((hour, byOrigin) -> byOrigin.forEach((origin, madeFromThere) -> {
            if (madeFromThere < destinations.getOrDefault(hour, Set.of()).size()) {
                flows.add(new Flow(hour, origin, ELSEWHERE));
            }
        }));
        return flows;
    }

    /** The figures that share unknowns with others that share unknowns with this one. */
    private static Set<Told> connected(
            Unknown start, Map<Told, Set<Unknown>> sums, Map<Unknown, List<Told>> figures, Set<Unknown> seen) {
        Set<Told> connected = new LinkedHashSet<>();
        Deque<Unknown> open = new ArrayDeque<>(List.of(start));
        seen.add(start);
        while (!open.isEmpty()) {
            for (Told told : figures.getOrDefault(open.pop(), List.of())) {
                if (connected.add(told)) {
                    sums.getOrDefault(told, Set.of()).stream().filter(seen::add).forEach(open::push);
                }
            }
        }
        return connected;
    }

    private List<Finding> solve(Set<Told> figures, Map<Told, Set<Unknown>> sums) {
        int k = figures.stream()
                .mapToInt(told -> given.get(told.product()).k())
                .max()
                .orElseThrow();
        Set<Unknown> known = new HashSet<>();
        List<Equation<Unknown>> equations = new ArrayList<>();
        for (Told told : figures) {
            Set<Unknown> parts = sums.getOrDefault(told, Set.of());
            equations.add(Equation.sum(parts, trips(told)));
            if (parts.size() == 1) {
                known.addAll(parts);
            }
        }
        LinearAttack<Unknown> attack = new LinearAttack<>(equations, Comparator.naturalOrder());
        List<Finding> findings = new ArrayList<>();
        Map<Unknown, BigInteger> solutions = attack.solutions();
        solutions.forEach((unknown, trips) -> {
            if (!known.contains(unknown) && (unknown.flows().size() == 1 || isSmall(trips, k))) {
                findings.add(finding(List.of(unknown), trips));
            }
        });
        equations.stream()
                .map(equation -> equation.less(solutions))
                .filter(rest -> rest.factors().size() > 1 && isSmall(rest.sum(), k))
                .forEach(rest -> findings.add(finding(rest.factors().keySet(), rest.sum())));
        attack.sums().stream()
                .filter(sum -> sum.factors().size() > 1 && isSmall(sum.sum(), k))
                .forEach(sum -> findings.add(finding(sum.factors().keySet(), sum.sum())));
        return findings;
    }

    private static boolean isSmall(BigInteger trips, int k) {
        return trips.compareTo(BigInteger.valueOf(k)) < 0;
    }

    private long trips(Told told) {
        return given.get(told.product()).told().getOrDefault(told.figure(), 0L);
    }

    private static Finding finding(Iterable<Unknown> unknowns, BigInteger trips) {
        TreeSet<Flow> flows = new TreeSet<>(BY_HOUR_AND_CELLS);
        unknowns.forEach(unknown -> flows.addAll(unknown.flows()));
        Flow first = flows.first();
        return new Finding(
                "differencing",
                flows.size() == 1
                        ? first + " has " + trips + " trips, though its count is hidden"
                        : first.hour() + ": " + flows.size() + " hidden counts from " + first.origin() + " have "
                                + trips + " trips together");
    }
}
