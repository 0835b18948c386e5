package io.tripmill.jobs.local.privacy;

import static java.util.Objects.requireNonNull;

import io.tripmill.geo.H3Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The counts of one product and service date that a consumer was told.
 *
 * @param k the least count that may be told
 * @param level the H3 resolution of the cells
 * @param byHour whether trips are counted by the hour, not by the day
 * @param hasDestinations whether trips are counted by where they end, too
 * @param told those that are not hidden
 */
record GivenCounts(
        String product,
        String serviceDate,
        int k,
        int level,
        boolean byHour,
        boolean hasDestinations,
        Map<Figure, Long> told) {
    GivenCounts {
        requireNonNull(product, "product");
        requireNonNull(serviceDate, "serviceDate");
        told = Map.copyOf(told);
    }

    /** The figure that a flow adds to, told or not. */
    Figure of(Flow flow) {
        return new Figure(
                byHour ? flow.hour() : serviceDate,
                cell(flow.origin()),
                hasDestinations ? Optional.of(cell(flow.destination())) : Optional.empty());
    }

    /** A lake that counts by zones or coarser cells by now has no flow that adds to a figure. */
    private String cell(String stored) {
        return H3Cells.isCell(stored) && H3Cells.resolution(stored) >= level ? H3Cells.ancestor(stored, level) : stored;
    }

    /** Counts that should not have been told, however true they are. */
    List<Finding> tooSmall() {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(told).forEach((figure, trips) -> {
            if (trips < k) {
                findings.add(new Finding("reading", figure + " is told to have " + trips + " trips"));
            }
        });
        return findings;
    }

    /** Counts that the lake does not bear out. */
    List<Finding> otherThan(Map<Flow, Long> truth) {
        Map<Figure, Long> counted = new TreeMap<>();
        truth.forEach((flow, trips) -> counted.merge(of(flow), trips, Long::sum));
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(told).forEach((figure, trips) -> {
            long isTrue = counted.getOrDefault(figure, 0L);
            if (trips != isTrue) {
                findings.add(
                        new Finding("recounting", figure + " has " + isTrue + " trips, not the " + trips + " told"));
            }
        });
        return findings;
    }
}
