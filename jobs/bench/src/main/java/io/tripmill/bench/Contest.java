package io.tripmill.bench;

import io.tripmill.run.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Entrants by turns: whatever slows the machine down for a while slows all of them down. */
final class Contest {
    private final CostMeter meter;
    private final Progress progress;

    Contest(CostMeter meter, Progress progress) {
        this.meter = meter;
        this.progress = progress;
    }

    /**
     * The median cost of each entrant, by name and in the order of entry. Who begins changes from round to round.
     *
     * @param rounds how often each entrant works
     */
    Map<String, Cost> hold(List<Entrant> entrants, int rounds) {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        entrants.forEach(entrant -> costs.put(entrant.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < entrants.size(); turn++) {
                Entrant entrant = entrants.get((turn + round) % entrants.size());
                entrant.prepare().run();
                Cost cost = meter.of(entrant.act());
                costs.computeIfAbsent(entrant.name(), name -> new ArrayList<>()).add(cost);
                progress.stage(String.format(
                        Locale.ROOT, "round %d of %d: %s, CPU %.1f s", round + 1, rounds, entrant.name(), cost.cpuS()));
            }
        }
        Map<String, Cost> medians = new LinkedHashMap<>();
        costs.forEach((name, ofOne) -> medians.put(name, Cost.median(ofOne)));
        return medians;
    }
}
