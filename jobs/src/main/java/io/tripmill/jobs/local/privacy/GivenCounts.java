package io.tripmill.jobs.local.privacy;

import io.tripmill.jobs.local.privacy.LinearAttack.Equation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a consumer was told of the trips of one period, and what was true.
 *
 * @param k the least count that may be told
 * @param flows that were told, of those that may be
 * @param starts by the cell in which trips start, that were told
 * @param truth how many trips there were between any two cells of the period
 */
record GivenCounts(String period, int k, Map<Flow, Long> flows, Map<String, Long> starts, Map<Flow, Long> truth) {
    private static final Comparator<Flow> BY_CELLS =
            Comparator.comparing(Flow::origin).thenComparing(Flow::destination);

    GivenCounts {
        flows = Map.copyOf(flows);
        starts = Map.copyOf(starts);
        truth = Map.copyOf(truth);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(starts).forEach((cell, told) -> {
            long isTrue = truth.entrySet().stream()
                    .filter(flow -> flow.getKey().origin().equals(cell))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            compare(cell, told, isTrue, findings);
        });
        flows.keySet().stream()
                .sorted(BY_CELLS)
                .forEach(flow ->
                        compare(flow.toString(), flows.getOrDefault(flow, 0L), truth.getOrDefault(flow, 0L), findings));
        LinearAttack<Flow> attack = new LinearAttack<>(rests(), BY_CELLS);
        attack.solutions()
                .forEach((flow, trips) -> findings.add(new Finding(
                        "differencing",
                        period + ": " + flow + " has " + trips + " trips, though its count is hidden")));
        attack.sums().stream()
                .filter(rest -> rest.factors().size() > 1 && rest.sum().compareTo(BigInteger.valueOf(k)) < 0)
                .forEach(rest -> findings.add(new Finding(
                        "differencing",
                        period + ": " + rest.factors().size() + " hidden counts from "
                                + rest.factors().keySet().stream()
                                        .min(BY_CELLS)
                                        .orElseThrow()
                                        .origin()
                                + " have " + rest.sum() + " trips together")));
        return findings;
    }

    private void compare(String what, long told, long isTrue, List<Finding> findings) {
        if (told < k) {
            findings.add(new Finding("reading", period + ": " + what + " is told to have " + told + " trips"));
        }
        if (told != isTrue) {
            findings.add(new Finding(
                    "recounting", period + ": " + what + " has " + isTrue + " trips, not the " + told + " told"));
        }
    }

    /** Of each start that was told, how many trips are left for the flows from there that were not. */
    private List<Equation<Flow>> rests() {
        Set<String> destinations = new LinkedHashSet<>();
        truth.keySet().forEach(flow -> destinations.add(flow.destination()));
        List<Equation<Flow>> rests = new ArrayList<>();
        new TreeMap<>(starts).forEach((origin, told) -> {
            long rest = told;
            List<Flow> hidden = new ArrayList<>();
            for (String destination : destinations) {
                Flow flow = new Flow(origin, destination);
                if (flows.containsKey(flow)) {
                    rest -= flows.getOrDefault(flow, 0L);
                } else {
                    hidden.add(flow);
                }
            }
            if (!hidden.isEmpty()) {
                rests.add(Equation.sum(hidden, rest));
            }
        });
        return rests;
    }
}
