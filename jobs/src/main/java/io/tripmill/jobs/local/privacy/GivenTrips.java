package io.tripmill.jobs.local.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The trips of one service date that a consumer was told of.
 *
 * @param k of how many devices there must be trips that are alike
 * @param rows the values that were given, by the names of their columns
 * @param devices the true ids of the devices of that date
 */
record GivenTrips(String serviceDate, int k, List<Map<String, String>> rows, Set<String> devices) {
    private static final Set<String> OWN = Set.of("device_pseudonym", "distance_m", "duration_s", "line");
    private static final String PSEUDONYM = "device_pseudonym";

    GivenTrips {
        rows = List.copyOf(rows);
        devices = Set.copyOf(devices);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<Map<String, String>, List<Map<String, String>>> alike = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            Map<String, String> shared = new LinkedHashMap<>(row);
            shared.keySet().removeAll(OWN);
            alike.computeIfAbsent(shared, first -> new ArrayList<>()).add(row);
            row.forEach((column, value) -> {
                if (devices.contains(value)) {
                    findings.add(new Finding("reading", serviceDate + ": " + column + " holds the id of a device"));
                }
            });
        }
        alike.forEach((shared, trips) -> {
            Set<String> names = new LinkedHashSet<>();
            trips.forEach(trip -> names.add(trip.getOrDefault(PSEUDONYM, "")));
            // Without pseudonyms nobody can tell how many devices they are; fewer trips than k are fewer devices.
            int crowd = trips.get(0).containsKey(PSEUDONYM) ? names.size() : trips.size();
            if (crowd < k) {
                findings.add(new Finding(
                        "singling out", serviceDate + ": only " + crowd + " devices made a trip like " + shared));
            }
        });
        return findings;
    }
}
